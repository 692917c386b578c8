/** ECMAScript's expressions and destructuring patterns. Type assertions are seen through. */
import type { Argument, Expression, RecordEntry, Spread } from '../ir.ts';
import type { LowerExpression, Lowering } from '../lowering.ts';
import { namedBy, textOf, unknownAt } from '../lowering.ts';
import { childIn, childOf, firstNamed, namedChildren, spanOf } from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';
import { lowerClassExpression, lowerFunctionExpression, methodOf } from './functions.ts';
import { JSX } from './jsx.ts';
import { lowerRegex, lowerString, lowerTemplate } from './strings.ts';
import { TYPES } from './types.ts';

const name: LowerExpression = (node, lowering) => ({ kind: 'name', name: textOf(lowering, node), span: spanOf(node) });

const constant = (value: boolean | null): LowerExpression => (node) => ({ kind: 'constant', value, span: spanOf(node) });

const inner: LowerExpression = (node, lowering) => lowering.expression(firstNamed(node), node);

/** `<T>value` */
const lastInner: LowerExpression = (node, lowering) => lowering.expression(namedChildren(node).at(-1), node);

const number: LowerExpression = (node, lowering) => {
  const value = Number(textOf(lowering, node).replaceAll('_', '').replace(/n$/, ''));
  return Number.isNaN(value) ? unknownAt(node) : { kind: 'constant', value, span: spanOf(node) };
};

const isOptional = (node: SyntaxNode): boolean => childOf(node, 'optional_chain') !== undefined || childOf(node, '?.') !== undefined;

/**
 * `x as A.B.C` is parsed as a member of `x as A.B`, and `x as A.B.C | D` as a sum with it: without parentheses around
 * the cast both belong to the type.
 */
const castIn = (node: SyntaxNode | undefined): SyntaxNode | undefined => {
  let current = node;
  while (current?.type === 'member_expression') current = childIn(current, 'object');
  return current?.type === 'as_expression' || current?.type === 'satisfies_expression' ? current : undefined;
};

const member: LowerExpression = (node, lowering) => {
  const cast = castIn(node);
  if (cast) return lowering.expression(cast, node);
  const property = childIn(node, 'property') ?? { ...node, start: node.end };
  return {
    kind: 'member', object: lowering.expression(childIn(node, 'object'), node), property: textOf(lowering, property),
    propertySpan: spanOf(property), optional: isOptional(node), span: spanOf(node),
  };
};

const subscript: LowerExpression = (node, lowering) => ({
  kind: 'index', object: lowering.expression(childIn(node, 'object'), node), index: lowering.expression(childIn(node, 'index'), node), span: spanOf(node),
});

const call: LowerExpression = (node, lowering) => {
  const callee = lowering.expression(childIn(node, 'function'), node);
  const given = childIn(node, 'arguments');
  if (given?.type === 'template_string') return { kind: 'tagged', tag: callee, template: lowerTemplate(given, lowering), span: spanOf(node) };
  return { kind: 'call', callee, args: argumentsOf(given, lowering), isNew: false, span: spanOf(node) };
};

const construct: LowerExpression = (node, lowering) => ({
  kind: 'call', callee: lowering.expression(childIn(node, 'constructor'), node),
  args: argumentsOf(childIn(node, 'arguments'), lowering), isNew: true, span: spanOf(node),
});

const argumentsOf = (node: SyntaxNode | undefined, lowering: Lowering): Argument[] =>
  node === undefined ? [] : namedChildren(node).map((child) =>
    child.type === 'spread_element'
      ? { spread: 'list', value: inner(child, lowering), span: spanOf(child) }
      : { value: lowering.expression(child, child), span: spanOf(child) });

const itemOf = (node: SyntaxNode, lowering: Lowering): Expression | Spread =>
  node.type === 'spread_element' || node.type === 'rest_pattern'
    ? { kind: 'spread', value: inner(node, lowering), span: spanOf(node) }
    : lowering.expression(node, node);

/** Elided elements (`[, b]`) keep their place. */
const array: LowerExpression = (node, lowering) => {
  const items: (Expression | Spread)[] = [];
  let expected = true;
  for (const child of node.children) {
    if (child.type === ',') {
      if (expected) items.push(unknownAt({ start: child.start, end: child.start }));
      expected = true;
    } else if (child.named) {
      items.push(itemOf(child, lowering));
      expected = false;
    }
  }
  return { kind: 'list', items, form: 'list', span: spanOf(node) };
};

const object: LowerExpression = (node, lowering) => ({
  kind: 'record', span: spanOf(node),
  entries: namedChildren(node).flatMap((child): (RecordEntry | Spread)[] => {
    switch (child.type) {
      case 'pair':
      case 'pair_pattern': return [entry(child, childIn(child, 'key'), lowering.expression(childIn(child, 'value'), child), lowering)];
      case 'shorthand_property_identifier':
      case 'shorthand_property_identifier_pattern': return [entry(child, child, name(child, lowering), lowering)];
      case 'object_assignment_pattern': return [entry(child, childIn(child, 'left'), lowering.expression(child, child), lowering)];
      case 'method_definition': return [entry(child, childIn(child, 'name'), { kind: 'function', function: methodOf(child, lowering), span: spanOf(child) }, lowering)];
      case 'spread_element':
      case 'rest_pattern': return [{ kind: 'spread', value: inner(child, lowering), span: spanOf(child) }];
      default: return [];
    }
  }),
});

const entry = (node: SyntaxNode, keyNode: SyntaxNode | undefined, value: Expression, lowering: Lowering): RecordEntry => {
  const key = keyOf(keyNode ?? node, lowering);
  return { kind: 'entry', key, value: namedBy(value, key), span: spanOf(node) };
};

/** `name:` and `"name":` are both the string; `[name]:` is the expression. */
function keyOf(node: SyntaxNode, lowering: Lowering): Expression {
  if (node.type === 'computed_property_name') return inner(node, lowering);
  if (node.type === 'string' || node.type === 'number') return lowering.expression(node, node);
  const span = spanOf(node);
  return { kind: 'string', parts: [{ kind: 'text', value: textOf(lowering, node), span }], form: 'plain', span };
}

const binary: LowerExpression = (node, lowering) => (/^[|&]$/.test(childIn(node, 'operator')?.type ?? '') && castIn(childIn(node, 'left')) ? lowering.expression(childIn(node, 'left'), node) : {
  kind: 'binary', operator: childIn(node, 'operator')?.type ?? '', span: spanOf(node),
  left: lowering.expression(childIn(node, 'left'), node), right: lowering.expression(childIn(node, 'right'), node),
});

/** `a, b` has the value of `b`; both are kept, for what they call. */
const sequence: LowerExpression = (node, lowering) =>
  namedChildren(node).map((child) => lowering.expression(child, node)).reduce<Expression | undefined>(
    (left, right) => (left === undefined ? right : { kind: 'binary', operator: ',', left, right, span: { start: left.span.start, end: right.span.end } }),
    undefined,
  ) ?? unknownAt(node);

const unary: LowerExpression = (node, lowering) => ({
  kind: 'unary', operator: childIn(node, 'operator')?.type ?? '', operand: lowering.expression(childIn(node, 'argument'), node), span: spanOf(node),
});

const ternary: LowerExpression = (node, lowering) => ({
  kind: 'conditional', test: lowering.expression(childIn(node, 'condition'), node), then: lowering.expression(childIn(node, 'consequence'), node),
  otherwise: lowering.expression(childIn(node, 'alternative'), node), span: spanOf(node),
});

/** `a = b` inside an expression, and `{ a = b }` in a pattern, where the value is the default. */
const assignment: LowerExpression = (node, lowering) => {
  const left = childIn(node, 'left');
  const target = left?.type.startsWith('shorthand') === true ? name(left, lowering) : lowering.expression(left, node);
  return { kind: 'assignment', target, value: lowering.expression(childIn(node, 'right'), node), span: spanOf(node) };
};

/** `a += b` inside an expression: its value is the sum. */
const augmented: LowerExpression = (node, lowering) => {
  const target = lowering.expression(childIn(node, 'left'), node);
  const right = lowering.expression(childIn(node, 'right'), node);
  const written = (childIn(node, 'operator')?.type ?? '').replace(/=$/, '');
  return { kind: 'assignment', target, value: { kind: 'binary', operator: written, left: target, right, span: spanOf(node) }, span: spanOf(node) };
};

const yieldExpression: LowerExpression = (node, lowering) => {
  lowering.state.yields = true;
  const value = firstNamed(node);
  return { kind: 'yield', span: spanOf(node), ...(value === undefined ? {} : { value: lowering.expression(value, node) }) };
};

export const EXPRESSIONS: ReadonlyMap<string, LowerExpression> = new Map<string, LowerExpression>([
  ...TYPES, ...JSX,
  ['identifier', name], ['this', name], ['super', name], ['import', name], ['property_identifier', name], ['private_property_identifier', name],
  ['statement_identifier', name], ['meta_property', name], ['undefined', constant(null)], ['null', constant(null)], ['true', constant(true)], ['false', constant(false)],
  ['number', number], ['string', lowerString], ['template_string', lowerTemplate], ['regex', lowerRegex],
  ['member_expression', member], ['subscript_expression', subscript], ['call_expression', call], ['new_expression', construct],
  ['array', array], ['array_pattern', array], ['object', object], ['object_pattern', object],
  ['binary_expression', binary], ['unary_expression', unary], ['update_expression', unary], ['sequence_expression', sequence],
  ['ternary_expression', ternary], ['assignment_expression', assignment], ['augmented_assignment_expression', augmented],
  ['assignment_pattern', assignment], ['object_assignment_pattern', assignment],
  ['arrow_function', lowerFunctionExpression], ['function_expression', lowerFunctionExpression], ['generator_function', lowerFunctionExpression],
  ['class', lowerClassExpression],
  ['await_expression', (node, lowering) => ({ kind: 'await', value: inner(node, lowering), span: spanOf(node) })],
  ['yield_expression', yieldExpression],
  ['parenthesized_expression', inner], ['as_expression', inner], ['satisfies_expression', inner], ['non_null_expression', inner],
  ['instantiation_expression', inner], ['type_assertion', lastInner],
]);
