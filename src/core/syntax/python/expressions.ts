/** Python's expressions, patterns and type annotations. */
import type { Argument, Expression, ExpressionOf, RecordEntry, Spread } from '../ir.ts';
import type { LowerExpression, Lowering } from '../lowering.ts';
import { textOf, unknownAt } from '../lowering.ts';
import { childIn, childrenIn, firstNamed, namedChildren, spanOf } from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';
import { lowerLambda } from './functions.ts';
import { lowerConcatenated, lowerString } from './strings.ts';

/** Python's words as the symbols that both languages share. */
const OPERATORS: Readonly<Record<string, string>> = { and: '&&', or: '||', is: '==', 'is not': '!=', '<>': '!=' };

const name: LowerExpression = (node, lowering) => ({ kind: 'name', name: textOf(lowering, node), span: spanOf(node) });

const constant = (value: number | boolean | null): LowerExpression => (node) => ({ kind: 'constant', value, span: spanOf(node) });

const inner: LowerExpression = (node, lowering) => lowering.expression(firstNamed(node), node);

const number: LowerExpression = (node, lowering) => {
  const text = textOf(lowering, node).replaceAll('_', '').replace(/[lL]$/, '');
  const value = Number(text);
  return Number.isNaN(value) ? unknownAt(node) : { kind: 'constant', value, span: spanOf(node) };
};

const attribute: LowerExpression = (node, lowering) => {
  const property = childIn(node, 'attribute') ?? node;
  return {
    kind: 'member', object: lowering.expression(childIn(node, 'object'), node), property: textOf(lowering, property),
    propertySpan: spanOf(property), optional: false, span: spanOf(node),
  };
};

/** `a.b.c` in patterns and decorators. */
const dottedName: LowerExpression = (node, lowering) => {
  const [first, ...rest] = namedChildren(node);
  return rest.reduce<Expression>(
    (object, part) => ({
      kind: 'member', object, property: textOf(lowering, part), propertySpan: spanOf(part), optional: false,
      span: { start: node.start, end: part.end },
    }),
    lowering.expression(first, node),
  );
};

const subscript: LowerExpression = (node, lowering) => {
  const object = lowering.expression(childIn(node, 'value'), node);
  const indexes = childrenIn(node, 'subscript').filter((child) => child.named);
  const [only] = indexes;
  if (indexes.length === 1 && only?.type === 'slice') return slice(only, object, node, lowering);
  const index = indexes.length === 1 ? lowering.expression(only, node) : tupleOf(indexes, node, lowering);
  return { kind: 'index', object, index, span: spanOf(node) };
};

function slice(range: SyntaxNode, object: Expression, node: SyntaxNode, lowering: Lowering): Expression {
  const colons = range.children.filter((child) => child.type === ':');
  const [first, second] = colons;
  const bounds = namedChildren(range);
  const from = bounds.find((bound) => first !== undefined && bound.end <= first.start);
  const to = bounds.find((bound) => first !== undefined && bound.start >= first.end && (second === undefined || bound.end <= second.start));
  return {
    kind: 'slice', object, span: spanOf(node),
    ...(from === undefined ? {} : { from: lowering.expression(from, range) }),
    ...(to === undefined ? {} : { to: lowering.expression(to, range) }),
  };
}

const call: LowerExpression = (node, lowering) => {
  const given = childIn(node, 'arguments');
  const args = given === undefined ? [] : given.type === 'argument_list' ? lowerArguments(given, lowering) : [positional(given, lowering)];
  return { kind: 'call', callee: lowering.expression(childIn(node, 'function'), node), args, isNew: false, span: spanOf(node) };
};

const positional = (node: SyntaxNode, lowering: Lowering): Argument => ({ value: lowering.expression(node, node), span: spanOf(node) });

export const lowerArguments = (node: SyntaxNode, lowering: Lowering): Argument[] =>
  namedChildren(node).map((child) => {
    switch (child.type) {
      case 'keyword_argument': {
        const key = childIn(child, 'name');
        return { name: key === undefined ? '' : textOf(lowering, key), value: lowering.expression(childIn(child, 'value'), child), span: spanOf(child) };
      }
      case 'list_splat': return { spread: 'list', value: inner(child, lowering), span: spanOf(child) };
      case 'dictionary_splat': return { spread: 'record', value: inner(child, lowering), span: spanOf(child) };
      default: return positional(child, lowering);
    }
  });

const SPLATS = new Set(['list_splat', 'list_splat_pattern', 'dictionary_splat', 'splat_pattern', 'parenthesized_list_splat']);

const itemOf = (node: SyntaxNode, lowering: Lowering): Expression | Spread =>
  SPLATS.has(node.type) ? { kind: 'spread', value: inner(node, lowering), span: spanOf(node) } : lowering.expression(node, node);

const list = (form: ExpressionOf<'list'>['form']): LowerExpression => (node, lowering) => ({
  kind: 'list', items: namedChildren(node).map((child) => itemOf(child, lowering)), form, span: spanOf(node),
});

export const tupleOf = (nodes: readonly SyntaxNode[], at: SyntaxNode, lowering: Lowering): Expression => ({
  kind: 'list', items: nodes.map((child) => itemOf(child, lowering)), form: 'tuple',
  span: { start: nodes[0]?.start ?? at.start, end: nodes.at(-1)?.end ?? at.end },
});

const dictionary: LowerExpression = (node, lowering) => ({
  kind: 'record', span: spanOf(node),
  entries: namedChildren(node).map((child) => (child.type === 'pair' ? entryOf(child, lowering) : { kind: 'spread', value: inner(child, lowering), span: spanOf(child) })),
});

const entryOf = (node: SyntaxNode, lowering: Lowering): RecordEntry => ({
  kind: 'entry', key: lowering.expression(childIn(node, 'key'), node), value: lowering.expression(childIn(node, 'value'), node), span: spanOf(node),
});

const binary: LowerExpression = (node, lowering) => {
  const written = childIn(node, 'operator')?.type ?? '';
  return {
    kind: 'binary', operator: OPERATORS[written] ?? written, span: spanOf(node),
    left: lowering.expression(childIn(node, 'left'), node), right: lowering.expression(childIn(node, 'right'), node),
  };
};

/** `a < b < c` is `a < b and b < c`. */
const comparison: LowerExpression = (node, lowering) => {
  const operands = namedChildren(node).map((child) => lowering.expression(child, node));
  const operators = childrenIn(node, 'operators').map((token) => token.type);
  let result: Expression | undefined;
  operators.forEach((operator, i) => {
    const left = operands[i] ?? unknownAt(node);
    const right = operands[i + 1] ?? unknownAt(node);
    const link: Expression = { kind: 'binary', operator: OPERATORS[operator] ?? operator, left, right, span: { start: left.span.start, end: right.span.end } };
    result = result === undefined ? link : { kind: 'binary', operator: '&&', left: result, right: link, span: spanOf(node) };
  });
  return result ?? unknownAt(node);
};

/** `not` has no operator field. */
const unary: LowerExpression = (node, lowering) => ({
  kind: 'unary', operator: childIn(node, 'operator')?.type ?? '!', operand: lowering.expression(childIn(node, 'argument'), node), span: spanOf(node),
});

const conditional: LowerExpression = (node, lowering) => {
  const [then, test, otherwise] = namedChildren(node);
  return {
    kind: 'conditional', test: lowering.expression(test, node), then: lowering.expression(then, node),
    otherwise: lowering.expression(otherwise, node), span: spanOf(node),
  };
};

const comprehension = (form: ExpressionOf<'comprehension'>['form']): LowerExpression => (node, lowering) => {
  const body = childIn(node, 'body');
  const pair = body?.type === 'pair' ? body : undefined;
  const clauses: { target: Expression; iterable: Expression; tests: Expression[] }[] = [];
  for (const clause of namedChildren(node)) {
    if (clause.type === 'for_in_clause') clauses.push({ target: sideOf(clause, 'left', lowering), iterable: sideOf(clause, 'right', lowering), tests: [] });
    else if (clause.type === 'if_clause') clauses.at(-1)?.tests.push(inner(clause, lowering));
  }
  return {
    kind: 'comprehension', form, clauses, span: spanOf(node),
    element: lowering.expression(pair === undefined ? body : childIn(pair, 'value'), node),
    ...(pair === undefined ? {} : { key: lowering.expression(childIn(pair, 'key'), pair) }),
  };
};

/** A side of `for x, y in a, b`, where several nodes stand in one field. */
function sideOf(node: SyntaxNode, field: string, lowering: Lowering): Expression {
  const nodes = childrenIn(node, field).filter((child) => child.named);
  return nodes.length === 1 ? lowering.expression(nodes[0], node) : tupleOf(nodes, node, lowering);
}

const yieldExpression: LowerExpression = (node, lowering) => {
  lowering.state.yields = true;
  const value = firstNamed(node);
  return { kind: 'yield', span: spanOf(node), ...(value === undefined ? {} : { value: lowering.expression(value, node) }) };
};

/** `x := v`, and the inner part of `a = b = v`. */
const assignment = (target: string, value: string): LowerExpression => (node, lowering) => ({
  kind: 'assignment', target: lowering.expression(childIn(node, target), node), value: lowering.expression(childIn(node, value), node), span: spanOf(node),
});

/** `dict[str, int]` in an annotation. */
const genericType: LowerExpression = (node, lowering) => {
  const [object, given] = namedChildren(node);
  const types = given === undefined ? [] : namedChildren(given);
  const index = types.length === 1 ? lowering.expression(types[0], node) : tupleOf(types, node, lowering);
  return { kind: 'index', object: lowering.expression(object, node), index, span: spanOf(node) };
};

const unionType: LowerExpression = (node, lowering) => {
  const [left, right] = namedChildren(node);
  return { kind: 'binary', operator: '|', left: lowering.expression(left, node), right: lowering.expression(right, node), span: spanOf(node) };
};

const memberType: LowerExpression = (node, lowering) => {
  const [object, property] = namedChildren(node);
  const at = property ?? node;
  return { kind: 'member', object: lowering.expression(object, node), property: textOf(lowering, at), propertySpan: spanOf(at), optional: false, span: spanOf(node) };
};

export const EXPRESSIONS: ReadonlyMap<string, LowerExpression> = new Map<string, LowerExpression>([
  ['identifier', name], ['string', lowerString], ['concatenated_string', lowerConcatenated],
  ['integer', number], ['float', number], ['true', constant(true)], ['false', constant(false)], ['none', constant(null)],
  ['attribute', attribute], ['dotted_name', dottedName], ['subscript', subscript], ['call', call],
  ['list', list('list')], ['list_pattern', list('list')], ['set', list('set')], ['tuple', list('tuple')], ['tuple_pattern', list('tuple')],
  ['expression_list', list('tuple')], ['pattern_list', list('tuple')], ['dictionary', dictionary],
  ['binary_operator', binary], ['boolean_operator', binary], ['comparison_operator', comparison], ['unary_operator', unary], ['not_operator', unary],
  ['conditional_expression', conditional], ['lambda', lowerLambda],
  ['list_comprehension', comprehension('list')], ['set_comprehension', comprehension('set')],
  ['dictionary_comprehension', comprehension('record')], ['generator_expression', comprehension('generator')],
  ['await', (node, lowering) => ({ kind: 'await', value: inner(node, lowering), span: spanOf(node) })],
  ['yield', yieldExpression], ['named_expression', assignment('name', 'value')], ['assignment', assignment('left', 'right')],
  ['parenthesized_expression', inner], ['type', inner], ['case_pattern', inner], ['as_pattern', inner], ['as_pattern_target', inner],
  ['generic_type', genericType], ['union_type', unionType], ['member_type', memberType], ['constrained_type', inner],
]);
