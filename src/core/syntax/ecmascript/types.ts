/** TypeScript's types as expressions: names, members, `Array<T>` as an index, unions as `|`. */
import type { Expression } from '../ir.ts';
import type { LowerExpression } from '../lowering.ts';
import { textOf, unknownAt } from '../lowering.ts';
import { lowerObjectType } from './declared-types.ts';
import { childIn, firstNamed, namedChildren, spanOf } from '../tree.ts';

const inner: LowerExpression = (node, lowering) => lowering.expression(firstNamed(node), node);

const name: LowerExpression = (node, lowering) => ({ kind: 'name', name: textOf(lowering, node), span: spanOf(node) });

const nested: LowerExpression = (node, lowering) => {
  const property = childIn(node, 'name') ?? childIn(node, 'property') ?? node;
  return {
    kind: 'member', object: lowering.expression(childIn(node, 'module') ?? childIn(node, 'object'), node),
    property: textOf(lowering, property), propertySpan: spanOf(property), optional: false, span: spanOf(node),
  };
};

const generic: LowerExpression = (node, lowering) => {
  const given = childIn(node, 'type_arguments');
  const types = given === undefined ? [] : namedChildren(given).map((type) => lowering.expression(type, node));
  const [only] = types;
  const index: Expression = types.length === 1 && only !== undefined ? only : { kind: 'list', items: types, form: 'tuple', span: spanOf(given ?? node) };
  return { kind: 'index', object: lowering.expression(childIn(node, 'name'), node), index, span: spanOf(node) };
};

/** `T[]` is `Array<T>`. */
const arrayType: LowerExpression = (node, lowering) => ({
  kind: 'index', object: { kind: 'name', name: 'Array', span: { start: node.start, end: node.start } }, index: inner(node, lowering), span: spanOf(node),
});

const joined = (operator: string): LowerExpression => (node, lowering) => {
  const [first, second] = namedChildren(node);
  if (second === undefined) return lowering.expression(first, node);
  return { kind: 'binary', operator, left: lowering.expression(first, node), right: lowering.expression(second, node), span: spanOf(node) };
};

/** `T['name']`, `(typeof LIST)[number]`. */
const lookup: LowerExpression = (node, lowering) => {
  const [object, index] = namedChildren(node);
  return { kind: 'index', object: lowering.expression(object, node), index: lowering.expression(index, node), span: spanOf(node) };
};

const keys: LowerExpression = (node, lowering) => ({ kind: 'unary', operator: 'keys', operand: inner(node, lowering), span: spanOf(node) });

export const TYPES: ReadonlyMap<string, LowerExpression> = new Map<string, LowerExpression>([
  ['type_annotation', inner], ['type_query', inner], ['literal_type', inner], ['parenthesized_type', inner], ['readonly_type', inner],
  ['type_identifier', name], ['predefined_type', name], ['this_type', name],
  ['nested_type_identifier', nested], ['nested_identifier', nested], ['generic_type', generic], ['array_type', arrayType],
  ['lookup_type', lookup], ['index_type_query', keys],
  ['union_type', joined('|')], ['intersection_type', joined('&')],
  ['object_type', lowerObjectType], ['function_type', unknownAt], ['tuple_type', unknownAt],
]);
