/** `import`, `export`, `require` and `module.exports`. */
import type { Expression, Statement } from '../ir.ts';
import type { LowerStatement, Lowering } from '../lowering.ts';
import { textOf } from '../lowering.ts';
import { childIn, childOf, firstNamed, hasToken, namedChildren, spanOf } from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';
import { decodeEcmascript } from './strings.ts';

const nameIn = (node: SyntaxNode, lowering: Lowering): string =>
  node.type === 'string' ? decodeEcmascript(lowering.text.slice(node.start + 1, node.end - 1)) : textOf(lowering, node);

const addImport = (lowering: Lowering, module: string, imported: string, local: SyntaxNode): void => {
  lowering.imports.push({ module, imported, local: textOf(lowering, local), span: spanOf(local), nested: lowering.state.functions > 0 });
};

export const lowerImport: LowerStatement = (node, lowering) => {
  const required = childOf(node, 'import_require_clause');
  const source = childIn(required ?? node, 'source');
  if (source === undefined) return;
  const module = nameIn(source, lowering);
  const local = required === undefined ? undefined : firstNamed(required);
  if (local !== undefined) addImport(lowering, module, '*', local);
  for (const clause of namedChildren(childOf(node, 'import_clause') ?? { ...node, children: [] })) addClause(clause, module, lowering);
};

function addClause(clause: SyntaxNode, module: string, lowering: Lowering): void {
  if (clause.type === 'identifier') return addImport(lowering, module, 'default', clause);
  if (clause.type === 'namespace_import') return addImport(lowering, module, '*', firstNamed(clause) ?? clause);
  for (const each of namedChildren(clause)) {
    const name = childIn(each, 'name');
    if (name !== undefined) addImport(lowering, module, nameIn(name, lowering), childIn(each, 'alias') ?? name);
  }
}

export const lowerExport: LowerStatement = (node, lowering, out) => {
  const source = childIn(node, 'source');
  const module = source === undefined ? undefined : nameIn(source, lowering);
  const declaration = childIn(node, 'declaration');
  const value = childIn(node, 'value');
  const isDefault = hasToken(node, 'default');
  const clause = childOf(node, 'export_clause');
  if (declaration !== undefined) exportDeclaration(declaration, isDefault, lowering, out);
  else if (value !== undefined) exportDefault(value, node, lowering, out);
  else if (clause !== undefined) for (const each of namedChildren(clause)) exportName(each, module, lowering);
  else if (module !== undefined) exportAll(node, module, lowering);
  // TypeScript's `export = value`
  else if (hasToken(node, '=')) exportDefault(firstNamed(node) ?? node, node, lowering, out);
};

function exportDeclaration(declaration: SyntaxNode, isDefault: boolean, lowering: Lowering, out: Statement[]): void {
  const before = out.length;
  out.push(...lowering.statements([declaration]));
  for (const statement of out.slice(before)) {
    for (const local of namesBound(statement)) lowering.exports.push({ exported: isDefault ? 'default' : local, local, span: statement.span });
  }
}

function namesBound(statement: Statement): string[] {
  if (statement.kind === 'function') return [statement.function.name];
  if (statement.kind === 'class') return [statement.class.name];
  return statement.kind === 'assign' ? namesIn(statement.target) : [];
}

/** The names a destructuring target binds. */
function namesIn(target: Expression): string[] {
  switch (target.kind) {
    case 'name': return [target.name];
    case 'assignment': return namesIn(target.target);
    case 'list': return target.items.flatMap((item) => namesIn(item.kind === 'spread' ? item.value : item));
    case 'record': return target.entries.flatMap((entry) => namesIn(entry.value));
    default: return [];
  }
}

/** The value also stands as a statement, so that calls inside it are seen like any other. */
function exportDefault(value: SyntaxNode, node: SyntaxNode, lowering: Lowering, out: Statement[]): void {
  const lowered = lowering.expression(value, node);
  lowering.exports.push({ exported: 'default', ...(lowered.kind === 'name' ? { local: lowered.name } : {}), value: lowered, span: spanOf(node) });
  if (lowered.kind === 'class' && lowered.class.name !== '') out.push({ kind: 'class', class: lowered.class, span: spanOf(value) });
  else if (lowered.kind === 'function' && lowered.function.name !== '') out.push({ kind: 'function', function: lowered.function, span: spanOf(value) });
  else if (lowered.kind !== 'name') out.push({ kind: 'expression', value: lowered, span: spanOf(value) });
}

function exportName(node: SyntaxNode, module: string | undefined, lowering: Lowering): void {
  const name = childIn(node, 'name');
  if (name === undefined) return;
  const local = nameIn(name, lowering);
  const exported = nameIn(childIn(node, 'alias') ?? name, lowering);
  lowering.exports.push({ exported, ...(module === undefined ? { local } : { from: { module, imported: local } }), span: spanOf(node) });
}

/** `export * from "m"`, `export * as name from "m"` */
function exportAll(node: SyntaxNode, module: string, lowering: Lowering): void {
  const namespace = childOf(node, 'namespace_export');
  const name = namespace === undefined ? undefined : firstNamed(namespace);
  lowering.exports.push({ exported: name === undefined ? '**' : nameIn(name, lowering), from: { module, imported: '*' }, span: spanOf(node) });
}

/** What `require` and an awaited dynamic import give binds like an import. Answers whether the declarator was one. */
export function requireImport(declarator: SyntaxNode, lowering: Lowering): boolean {
  const name = childIn(declarator, 'name');
  const value = childIn(declarator, 'value');
  if (name === undefined || value === undefined) return false;
  const member = value.type === 'member_expression' ? childIn(value, 'property') : undefined;
  const module = loadedModule(member === undefined ? value : childIn(value, 'object'), lowering);
  if (module === null) return false;
  if (name.type === 'identifier') {
    addImport(lowering, module, member === undefined ? '*' : textOf(lowering, member), name);
    return true;
  }
  if (name.type !== 'object_pattern' || member !== undefined) return false;
  for (const each of namedChildren(name)) {
    if (each.type === 'shorthand_property_identifier_pattern') addImport(lowering, module, textOf(lowering, each), each);
    const local = childIn(each, 'value');
    const key = childIn(each, 'key');
    if (local?.type === 'identifier' && key !== undefined) addImport(lowering, module, nameIn(key, lowering), local);
  }
  return true;
}

function loadedModule(node: SyntaxNode | undefined, lowering: Lowering): string | null {
  if (node?.type === 'parenthesized_expression') return loadedModule(firstNamed(node), lowering);
  return node?.type === 'await_expression' ? moduleGiven('import', firstNamed(node), lowering) : moduleGiven('require', node, lowering);
}

function moduleGiven(loader: 'require' | 'import', node: SyntaxNode | undefined, lowering: Lowering): string | null {
  if (node?.type !== 'call_expression') return null;
  const callee = childIn(node, 'function');
  const source = firstNamed(childIn(node, 'arguments') ?? { ...node, children: [] });
  return callee !== undefined && source?.type === 'string' && textOf(lowering, callee) === loader ? nameIn(source, lowering) : null;
}

/** `module.exports = { a, b: 1 }`, `module.exports = f`, `module.exports = exports = f`, `module.exports.a = …`, `exports.a = …` */
export function commonExports(target: Expression, given: Expression, lowering: Lowering): void {
  if (target.kind !== 'member') return;
  const value = given.kind === 'assignment' ? given.value : given;
  const isExports = (expression: Expression): boolean =>
    (expression.kind === 'name' && expression.name === 'exports') ||
    (expression.kind === 'member' && expression.property === 'exports' && expression.object.kind === 'name' && expression.object.name === 'module');
  if (isExports(target.object)) addExport(target.property, value, lowering);
  if (!isExports(target)) return;
  addExport('default', value, lowering);
  // What `require` answers; of an object, its members are enough.
  if (value.kind !== 'record') addExport('*', value, lowering);
  for (const entry of value.kind === 'record' ? value.entries : []) {
    if (entry.kind === 'entry' && entry.key.kind === 'string' && entry.key.parts[0]?.kind === 'text') addExport(entry.key.parts[0].value, entry.value, lowering);
  }
}

const addExport = (exported: string, value: Expression, lowering: Lowering): void => {
  lowering.exports.push({ exported, ...(value.kind === 'name' ? { local: value.name } : {}), value, span: value.span });
};
