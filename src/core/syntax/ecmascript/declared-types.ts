/** `interface` and `type`: classes that only say what their objects hold. */
import type { ClassNode, Expression, Statement } from '../ir.ts';
import type { LowerExpression, LowerStatement, Lowering } from '../lowering.ts';
import { textOf } from '../lowering.ts';
import { childIn, childOf, namedChildren, spanOf } from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';
import { fieldOf, methodOf } from './functions.ts';

export const lowerInterface: LowerStatement = (node, lowering, out) => {
  const clause = childOf(node, 'extends_type_clause');
  const bases = clause === undefined ? [] : namedChildren(clause).map((type) => lowering.expression(type, node));
  out.push(declared(node, bases, fieldsOf(childIn(node, 'body'), lowering), lowering));
};

/** `type A = { … }`, `type A = B & { … }`, `type A = 'x' | 'y'`. */
export const lowerAlias: LowerStatement = (node, lowering, out) => {
  const value = childIn(node, 'value');
  if (value === undefined) return;
  const parts = intersected(value);
  const bases = parts.filter((part) => part.type !== 'object_type').map((part) => lowering.expression(part, node));
  out.push(declared(node, bases, parts.flatMap((part) => (part.type === 'object_type' ? fieldsOf(part, lowering) : [])), lowering));
};

/** `({ client }: { client: OpenAI })`: a type without a name. */
export const lowerObjectType: LowerExpression = (node, lowering) => ({
  kind: 'class', span: spanOf(node),
  class: { form: 'type', name: '', nameSpan: { start: node.start, end: node.start }, bases: [], keywords: [], body: fieldsOf(node, lowering), decorators: [], span: spanOf(node) },
});

function intersected(type: SyntaxNode): readonly SyntaxNode[] {
  if (type.type === 'parenthesized_type') return namedChildren(type).flatMap(intersected);
  return type.type === 'intersection_type' ? namedChildren(type).flatMap(intersected) : [type];
}

function declared(node: SyntaxNode, bases: readonly Expression[], body: readonly Statement[], lowering: Lowering): Statement {
  const name = childIn(node, 'name') ?? node;
  const type: ClassNode = {
    form: 'type', name: textOf(lowering, name), nameSpan: spanOf(name), bases, keywords: [], body, decorators: [], span: spanOf(node),
  };
  return { kind: 'class', class: type, span: spanOf(node) };
}

function fieldsOf(body: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] {
  return body === undefined ? [] : namedChildren(body).flatMap((member): readonly Statement[] => {
    if (member.type === 'property_signature') return [fieldOf(member, lowering)];
    return member.type === 'method_signature' ? [{ kind: 'function', function: methodOf(member, lowering), span: spanOf(member) }] : [];
  });
}
