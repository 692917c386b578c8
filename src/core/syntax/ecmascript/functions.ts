/** ECMAScript's functions, methods, classes and enums. */
import type { ClassNode, Expression, FunctionNode, Param, Statement } from '../ir.ts';
import type { LowerExpression, LowerStatement, Lowering } from '../lowering.ts';
import { insideFunction, namedBy, textOf, unknownAt } from '../lowering.ts';
import { childIn, childOf, childrenIn, firstNamed, hasToken, namedChildren, spanOf } from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';

export const lowerFunction: LowerStatement = (node, lowering, out) => {
  out.push({ kind: 'function', function: functionOf(node, lowering, 'function'), span: spanOf(node) });
};

export const lowerFunctionExpression: LowerExpression = (node, lowering) => ({
  kind: 'function', function: functionOf(node, lowering, 'function'), span: spanOf(node),
});

function functionOf(node: SyntaxNode, lowering: Lowering, role: FunctionNode['role'], decorators: readonly Expression[] = []): FunctionNode {
  const nameNode = childIn(node, 'name');
  const body = childIn(node, 'body');
  const returns = childIn(node, 'return_type');
  const { result } = insideFunction(lowering, () => ({
    params: paramsOf(node, lowering),
    ...(body === undefined || body.type === 'statement_block'
      ? { body: body === undefined ? [] : lowering.statements(namedChildren(body)) }
      : { body: [], result: lowering.expression(body, node) }),
  }));
  return {
    name: nameNode === undefined ? '' : nameOf(nameNode, lowering), nameSpan: spanOf(nameNode ?? { start: node.start, end: node.start }),
    ...result, decorators, ...(returns === undefined ? {} : { returns: lowering.expression(returns, node) }),
    isAsync: hasToken(node, 'async'), isGenerator: hasToken(node, '*') || node.type.startsWith('generator'), role, span: spanOf(node),
  };
}

/** `name`, `"name"`, `#name`; a computed name has none. */
function nameOf(node: SyntaxNode, lowering: Lowering): string {
  if (node.type === 'computed_property_name') return '';
  const text = textOf(lowering, node);
  return node.type === 'string' ? text.slice(1, -1) : text;
}

export function methodOf(node: SyntaxNode, lowering: Lowering, decorators: readonly Expression[] = []): FunctionNode {
  const method = functionOf(node, lowering, roleOf(node), decorators);
  if (hasToken(node, 'set')) return { ...method, name: `set ${method.name}` };
  return method.name === 'constructor' ? { ...method, role: 'constructor' } : method;
}

function roleOf(node: SyntaxNode): FunctionNode['role'] {
  if (hasToken(node, 'static')) return 'static';
  return hasToken(node, 'get') ? 'getter' : 'method';
}

function paramsOf(node: SyntaxNode, lowering: Lowering): Param[] {
  const single = childIn(node, 'parameter');
  if (single !== undefined) return [paramOf(single, single, 0, lowering)];
  const list = childIn(node, 'parameters');
  return list === undefined ? [] : namedChildren(list).map((child, i) => paramOf(child, childIn(child, 'pattern') ?? childIn(child, 'name') ?? child, i, lowering));
}

function paramOf(node: SyntaxNode, written: SyntaxNode, index: number, lowering: Lowering): Param {
  const defaulted = written.type === 'assignment_pattern';
  const left = defaulted ? (childIn(written, 'left') ?? written) : written;
  const value = defaulted ? childIn(written, 'right') : childIn(node, 'value');
  const rest = left.type === 'rest_pattern';
  const target = rest ? (firstNamed(left) ?? left) : left;
  const pattern = target.type === 'object_pattern' || target.type === 'array_pattern';
  const type = childIn(node, 'type');
  return {
    name: pattern ? `{${index}}` : textOf(lowering, target), kind: rest ? 'rest' : 'plain', span: spanOf(node),
    field: childOf(node, 'accessibility_modifier') !== undefined || hasToken(node, 'readonly'),
    ...(pattern ? { pattern: lowering.expression(target, node) } : {}),
    ...(value === undefined ? {} : { default: lowering.expression(value, node) }),
    ...(type === undefined ? {} : { annotation: lowering.expression(type, node) }),
  };
}

export const lowerClass: LowerStatement = (node, lowering, out) => {
  out.push({ kind: 'class', class: classOf(node, lowering), span: spanOf(node) });
};

export const lowerClassExpression: LowerExpression = (node, lowering) => ({ kind: 'class', class: classOf(node, lowering), span: spanOf(node) });

function classOf(node: SyntaxNode, lowering: Lowering): ClassNode {
  const nameNode = childIn(node, 'name');
  return {
    name: nameNode === undefined ? '' : textOf(lowering, nameNode), nameSpan: spanOf(nameNode ?? { start: node.start, end: node.start }),
    bases: basesOf(node, lowering), ...promisesOf(node, lowering), keywords: [], decorators: decoratorsOf(childrenIn(node, 'decorator'), lowering),
    body: membersOf(childIn(node, 'body'), lowering), span: spanOf(node),
  };
}

/** JavaScript's heritage is the expression itself; TypeScript wraps it in clauses. */
function basesOf(node: SyntaxNode, lowering: Lowering): Expression[] {
  const heritage = childOf(node, 'class_heritage');
  if (heritage === undefined) return [];
  const clause = childOf(heritage, 'extends_clause');
  const values = clause === undefined ? namedChildren(heritage).filter((child) => child.type !== 'implements_clause') : childrenIn(clause, 'value');
  return values.map((value) => lowering.expression(value, node));
}

/** `implements A, B`. */
function promisesOf(node: SyntaxNode, lowering: Lowering): Pick<ClassNode, 'promises'> {
  const heritage = childOf(node, 'class_heritage');
  const clause = heritage === undefined ? undefined : childOf(heritage, 'implements_clause');
  return clause === undefined ? {} : { promises: namedChildren(clause).map((type) => lowering.expression(type, clause)) };
}

const decoratorsOf = (nodes: readonly SyntaxNode[], lowering: Lowering): Expression[] =>
  nodes.map((decorator) => lowering.expression(firstNamed(decorator), decorator));

function membersOf(body: SyntaxNode | undefined, lowering: Lowering): Statement[] {
  const members: Statement[] = [];
  let decorators: SyntaxNode[] = [];
  for (const child of body === undefined ? [] : namedChildren(body)) {
    if (child.type === 'decorator') decorators.push(child);
    else {
      addMember(child, decorators, lowering, members);
      decorators = [];
    }
  }
  return members;
}

function addMember(node: SyntaxNode, decorators: readonly SyntaxNode[], lowering: Lowering, members: Statement[]): void {
  switch (node.type) {
    case 'method_definition':
      members.push({ kind: 'function', function: methodOf(node, lowering, decoratorsOf(decorators, lowering)), span: spanOf(node) });
      return;
    case 'public_field_definition':
    case 'field_definition':
      members.push(fieldOf(node, lowering));
      return;
    case 'class_static_block':
      members.push(...lowering.statements(namedChildren(childIn(node, 'body') ?? node)));
      return;
    default:
      // Signatures and index types say nothing about values.
  }
}

export function fieldOf(node: SyntaxNode, lowering: Lowering): Statement {
  const target = childIn(node, 'name') ?? childIn(node, 'property') ?? node;
  const value = childIn(node, 'value');
  const type = childIn(node, 'type');
  const name: Expression = { kind: 'name', name: nameOf(target, lowering), span: spanOf(target) };
  return {
    kind: 'assign', target: name, operator: '=', span: spanOf(node),
    value: value === undefined ? unknownAt({ start: node.end, end: node.end }) : namedBy(lowering.expression(value, node), name),
    ...(type === undefined ? {} : { annotation: lowering.expression(type, node) }), constant: hasToken(node, 'readonly'),
  };
}

/** An enum is a class of constants; members without a value count up from the one before. */
export const lowerEnum: LowerStatement = (node, lowering, out) => {
  const nameNode = childIn(node, 'name') ?? node;
  let next = 0;
  const body = namedChildren(childIn(node, 'body') ?? node).map((member): Statement => {
    const target = member.type === 'enum_assignment' ? (childIn(member, 'name') ?? member) : member;
    const given = childIn(member, 'value');
    const value: Expression = given === undefined ? { kind: 'constant', value: next, span: spanOf(member) } : lowering.expression(given, member);
    next = value.kind === 'constant' && typeof value.value === 'number' ? value.value + 1 : next + 1;
    return { kind: 'assign', target: { kind: 'name', name: nameOf(target, lowering), span: spanOf(target) }, operator: '=', value, constant: true, span: spanOf(member) };
  });
  const result: ClassNode = {
    name: textOf(lowering, nameNode), nameSpan: spanOf(nameNode), bases: [{ kind: 'name', name: 'enum', span: { start: node.start, end: node.start } }],
    keywords: [], body, decorators: [], span: spanOf(node),
  };
  out.push({ kind: 'class', class: result, span: spanOf(node) });
};
