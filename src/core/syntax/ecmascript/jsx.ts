/** JSX is a call of its tag with the attributes and the children, so that functions and calls inside are seen. */
import type { Argument, Expression, RecordEntry, Spread } from '../ir.ts';
import type { LowerExpression, Lowering } from '../lowering.ts';
import { textOf, unknownAt } from '../lowering.ts';
import { childIn, childrenIn, firstNamed, namedChildren, spanOf } from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';

const element: LowerExpression = (node, lowering) => {
  const opening = childIn(node, 'open_tag') ?? node;
  const tag = childIn(opening, 'name');
  const attributes: Argument = {
    value: { kind: 'record', entries: childrenIn(opening, 'attribute').flatMap((each) => attributeOf(each, lowering)), span: spanOf(opening) },
    span: spanOf(opening),
  };
  const children = opening === node ? [] : namedChildren(node).flatMap((child) => childOf(child, lowering));
  return { kind: 'call', callee: tag === undefined ? unknownAt(opening) : lowering.expression(tag, opening), args: [attributes, ...children], isNew: false, span: spanOf(node) };
};

function attributeOf(node: SyntaxNode, lowering: Lowering): (RecordEntry | Spread)[] {
  if (node.type === 'jsx_expression') {
    const spread = firstNamed(node);
    return spread === undefined ? [] : [{ kind: 'spread', value: lowering.expression(firstNamed(spread), node), span: spanOf(node) }];
  }
  const [key, given] = namedChildren(node);
  if (key === undefined) return [];
  const value: Expression = given === undefined ? { kind: 'constant', value: true, span: spanOf(node) } : lowering.expression(given, node);
  return [{ kind: 'entry', key: { kind: 'string', parts: [{ kind: 'text', value: textOf(lowering, key), span: spanOf(key) }], form: 'plain', span: spanOf(key) }, value, span: spanOf(node) }];
}

function childOf(node: SyntaxNode, lowering: Lowering): Argument[] {
  if (node.type === 'jsx_opening_element' || node.type === 'jsx_closing_element') return [];
  if (node.type === 'jsx_text' && textOf(lowering, node).trim() === '') return [];
  if (node.type === 'jsx_expression' && firstNamed(node) === undefined) return [];
  return [{ value: lowering.expression(node, node), span: spanOf(node) }];
}

const text: LowerExpression = (node, lowering) => ({
  kind: 'string', parts: [{ kind: 'text', value: textOf(lowering, node), span: spanOf(node) }], form: 'plain', span: spanOf(node),
});

const inner: LowerExpression = (node, lowering) => lowering.expression(firstNamed(node), node);

export const JSX: ReadonlyMap<string, LowerExpression> = new Map<string, LowerExpression>([
  ['jsx_element', element], ['jsx_self_closing_element', element], ['jsx_expression', inner], ['jsx_text', text],
]);
