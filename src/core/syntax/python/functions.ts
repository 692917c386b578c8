/** Python's functions, lambdas and classes. */
import type { ClassNode, Expression, FunctionNode, Param, Statement } from '../ir.ts';
import type { LowerExpression, LowerStatement, Lowering } from '../lowering.ts';
import { insideFunction, textOf } from '../lowering.ts';
import { childIn, firstNamed, hasToken, namedChildren, spanOf } from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';

export const lowerDecorated: LowerStatement = (node, lowering, out) => {
  const decorators = node.children.filter((child) => child.type === 'decorator').map((child) => lowering.expression(firstNamed(child), child));
  const definition = childIn(node, 'definition');
  if (definition?.type === 'function_definition') out.push(functionStatement(definition, node, decorators, lowering));
  else if (definition !== undefined) out.push(classStatement(definition, node, decorators, lowering));
};

export const lowerFunction: LowerStatement = (node, lowering, out) => {
  out.push(functionStatement(node, node, [], lowering));
};

function functionStatement(node: SyntaxNode, whole: SyntaxNode, decorators: readonly Expression[], lowering: Lowering): Statement {
  const nameNode = childIn(node, 'name') ?? node;
  const returns = childIn(node, 'return_type');
  const params = paramsOf(childIn(node, 'parameters'), lowering);
  const { result: body, yields } = insideFunction(lowering, () => lowering.statements(namedChildren(childIn(node, 'body') ?? node)));
  const doc = docOf(body);
  const result: FunctionNode = {
    name: textOf(lowering, nameNode), nameSpan: spanOf(nameNode), params, body, decorators,
    ...(returns === undefined ? {} : { returns: lowering.expression(returns, node) }),
    isAsync: hasToken(node, 'async'), isGenerator: yields, role: 'function',
    ...(doc === undefined ? {} : { doc }), span: spanOf(whole),
  };
  return { kind: 'function', function: result, span: spanOf(whole) };
}

export const lowerClass: LowerStatement = (node, lowering, out) => {
  out.push(classStatement(node, node, [], lowering));
};

function classStatement(node: SyntaxNode, whole: SyntaxNode, decorators: readonly Expression[], lowering: Lowering): Statement {
  const nameNode = childIn(node, 'name') ?? node;
  const given = childIn(node, 'superclasses');
  const call = given === undefined ? [] : superclassesOf(given, lowering);
  const body = lowering.statements(namedChildren(childIn(node, 'body') ?? node)).map(asMember);
  const doc = docOf(body);
  const result: ClassNode = {
    name: textOf(lowering, nameNode), nameSpan: spanOf(nameNode),
    bases: call.filter((base) => base.name === undefined).map((base) => base.value),
    keywords: call.filter((base) => base.name !== undefined),
    body, decorators, ...(doc === undefined ? {} : { doc }), span: spanOf(whole),
  };
  return { kind: 'class', class: result, span: spanOf(whole) };
}

function superclassesOf(node: SyntaxNode, lowering: Lowering): ClassNode['keywords'] {
  return namedChildren(node).map((child) => {
    const name = child.type === 'keyword_argument' ? childIn(child, 'name') : undefined;
    const value = lowering.expression(name === undefined ? child : childIn(child, 'value'), child);
    return { ...(name === undefined ? {} : { name: textOf(lowering, name) }), value, span: spanOf(child) };
  });
}

/** A function directly in a class body is a method of the kind its decorators say. */
function asMember(statement: Statement): Statement {
  if (statement.kind !== 'function') return statement;
  return { ...statement, function: { ...statement.function, role: roleOf(statement.function) } };
}

const ROLE_DECORATORS: Readonly<Record<string, FunctionNode['role']>> = {
  staticmethod: 'static', classmethod: 'classmethod', property: 'getter', cached_property: 'getter', computed_field: 'getter',
};

function roleOf(method: FunctionNode): FunctionNode['role'] {
  for (const decorator of method.decorators) {
    const role = ROLE_DECORATORS[lastName(decorator)];
    if (role !== undefined) return role;
  }
  return method.name === '__init__' ? 'constructor' : 'method';
}

function lastName(expression: Expression): string {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'member') return expression.property;
  return expression.kind === 'call' ? lastName(expression.callee) : '';
}

function docOf(body: readonly Statement[]): string | undefined {
  const first = body[0];
  if (first?.kind !== 'expression' || first.value.kind !== 'string' || first.value.form !== 'plain') return undefined;
  return first.value.parts.map((part) => (part.kind === 'text' ? part.value : '')).join('');
}

export const lowerLambda: LowerExpression = (node, lowering) => {
  const params = paramsOf(childIn(node, 'parameters'), lowering);
  const body = childIn(node, 'body');
  const { result, yields } = insideFunction(lowering, () => lowering.expression(body, node));
  const lambda: FunctionNode = {
    name: '', nameSpan: { start: node.start, end: node.start }, params, body: [], result, decorators: [],
    isAsync: false, isGenerator: yields, role: 'function', span: spanOf(node),
  };
  return { kind: 'function', function: lambda, span: spanOf(node) };
};

function paramsOf(node: SyntaxNode | undefined, lowering: Lowering): Param[] {
  const params: Param[] = [];
  let keywordOnly = false;
  for (const child of node === undefined ? [] : namedChildren(node)) {
    if (child.type === 'keyword_separator') keywordOnly = true;
    if (child.type === 'keyword_separator' || child.type === 'positional_separator') continue;
    const param = paramOf(child, lowering, keywordOnly);
    if (param.kind === 'rest') keywordOnly = true;
    params.push(param);
  }
  return params;
}

function paramOf(node: SyntaxNode, lowering: Lowering, keywordOnly: boolean): Param {
  const target = node.type === 'typed_parameter' ? (firstNamed(node) ?? node) : (childIn(node, 'name') ?? node);
  const type = childIn(node, 'type');
  const value = childIn(node, 'value');
  const bare = target.type.endsWith('splat_pattern') ? (firstNamed(target) ?? target) : target;
  const kind = target.type === 'list_splat_pattern' ? 'rest' : target.type === 'dictionary_splat_pattern' ? 'keywords' : keywordOnly ? 'keyword' : 'plain';
  return {
    name: textOf(lowering, bare), kind, field: false, span: spanOf(node),
    ...(target.type === 'tuple_pattern' ? { pattern: lowering.expression(target, node) } : {}),
    ...(value === undefined ? {} : { default: lowering.expression(value, node) }),
    ...(type === undefined ? {} : { annotation: lowering.expression(type, node) }),
  };
}
