/** ECMAScript's statements. Overloads and ambient declarations are left out. */
import type { Expression, Statement } from '../ir.ts';
import type { LowerStatement, Lowering } from '../lowering.ts';
import { namedBy, unknownAt } from '../lowering.ts';
import { childIn, childOf, childrenIn, firstNamed, namedChildren, spanOf } from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';
import { lowerClass, lowerEnum, lowerFunction } from './functions.ts';
import { lowerAlias, lowerInterface } from './declared-types.ts';
import { commonExports, lowerExport, lowerImport, requireImport } from './modules.ts';

/** A block's statements, or the one statement that stands in its place. */
function bodyOf(node: SyntaxNode | undefined, lowering: Lowering): Statement[] {
  if (node === undefined) return [];
  return lowering.statements(node.type === 'statement_block' ? namedChildren(node) : [node]);
}

const declaration: LowerStatement = (node, lowering, out) => {
  const constant = childIn(node, 'kind')?.type === 'const';
  for (const declarator of namedChildren(node)) {
    if (declarator.type !== 'variable_declarator' || requireImport(declarator, lowering)) continue;
    const value = childIn(declarator, 'value');
    const type = childIn(declarator, 'type');
    const target = lowering.expression(childIn(declarator, 'name'), declarator);
    out.push({
      kind: 'assign', target, operator: '=', constant, span: spanOf(declarator),
      value: value === undefined ? unknownAt({ start: declarator.end, end: declarator.end }) : namedBy(lowering.expression(value, declarator), target),
      ...(type === undefined ? {} : { annotation: lowering.expression(type, declarator) }),
    });
  }
};

const expressionStatement: LowerStatement = (node, lowering, out) => {
  const only = firstNamed(node);
  if (only === undefined) return;
  for (const each of only.type === 'sequence_expression' ? namedChildren(only) : [only]) addExpression(each, lowering, out);
};

const addExpression: LowerStatement = (node, lowering, out) => {
  switch (node.type) {
    case 'assignment_expression': return assignment(node, lowering, out);
    case 'augmented_assignment_expression': return augmented(node, lowering, out);
    case 'update_expression': return update(node, lowering, out);
    // `namespace N { … }` stands in an expression statement.
    case 'internal_module': return namespace(node, lowering, out);
    default: out.push({ kind: 'expression', value: lowering.expression(node, node), span: spanOf(node) });
  }
};

const assignment: LowerStatement = (node, lowering, out) => {
  const target = lowering.expression(childIn(node, 'left'), node);
  const value = namedBy(lowering.expression(childIn(node, 'right'), node), target);
  commonExports(target, value, lowering);
  out.push({ kind: 'assign', target, operator: '=', value, constant: false, span: spanOf(node) });
};

const augmented: LowerStatement = (node, lowering, out) => {
  out.push({
    kind: 'assign', target: lowering.expression(childIn(node, 'left'), node), constant: false, span: spanOf(node),
    operator: childIn(node, 'operator')?.type === '+=' ? '+=' : 'other', value: lowering.expression(childIn(node, 'right'), node),
  });
};

/** `i++` is `i += 1`. */
const update: LowerStatement = (node, lowering, out) => {
  const operator = childIn(node, 'operator');
  out.push({
    kind: 'assign', target: lowering.expression(childIn(node, 'argument'), node), operator: operator?.type === '++' ? '+=' : 'other',
    value: { kind: 'constant', value: 1, span: spanOf(operator ?? node) }, constant: false, span: spanOf(node),
  });
};

const returnStatement: LowerStatement = (node, lowering, out) => {
  const value = firstNamed(node);
  out.push({ kind: 'return', span: spanOf(node), ...(value === undefined ? {} : { value: lowering.expression(value, node) }) });
};

const throwStatement: LowerStatement = (node, lowering, out) => {
  const value = firstNamed(node);
  out.push({ kind: 'raise', span: spanOf(node), ...(value === undefined ? {} : { value: lowering.expression(value, node) }) });
};

const ifStatement: LowerStatement = (node, lowering, out) => {
  const otherwise = childIn(node, 'alternative');
  out.push({
    kind: 'if', test: lowering.expression(childIn(node, 'condition'), node), then: bodyOf(childIn(node, 'consequence'), lowering),
    otherwise: otherwise === undefined ? [] : bodyOf(firstNamed(otherwise), lowering), span: spanOf(node),
  });
};

/** The initializer runs before, the increment at the end of each round. */
const forStatement: LowerStatement = (node, lowering, out) => {
  const initializer = childIn(node, 'initializer');
  const condition = childrenIn(node, 'condition').find((child) => child.named && child.type !== 'empty_statement');
  const increment = childIn(node, 'increment');
  if (initializer !== undefined) out.push(...simpleStatements(initializer, lowering));
  const body = bodyOf(childIn(node, 'body'), lowering);
  if (increment !== undefined) body.push(...simpleStatements(increment, lowering));
  out.push({ kind: 'loop', form: 'while', body, span: spanOf(node), ...(condition === undefined ? {} : { test: lowering.expression(condition, node) }) });
};

function simpleStatements(node: SyntaxNode, lowering: Lowering): Statement[] {
  if (!node.named || node.type === 'empty_statement') return [];
  if (node.type.endsWith('_declaration')) return lowering.statements([node]);
  const out: Statement[] = [];
  for (const each of node.type === 'sequence_expression' ? namedChildren(node) : [node]) addExpression(each, lowering, out);
  return out;
}

/** `for … in` goes over the keys. */
const forInStatement: LowerStatement = (node, lowering, out) => {
  const right = lowering.expression(childIn(node, 'right'), node);
  const keys = childIn(node, 'operator')?.type === 'in';
  const iterable: Expression = keys ? { kind: 'unary', operator: 'keys', operand: right, span: right.span } : right;
  out.push({
    kind: 'loop', form: 'for', target: lowering.expression(childIn(node, 'left'), node), iterable,
    body: bodyOf(childIn(node, 'body'), lowering), span: spanOf(node),
  });
};

const whileStatement: LowerStatement = (node, lowering, out) => {
  out.push({
    kind: 'loop', form: node.type === 'do_statement' ? 'do' : 'while', test: lowering.expression(childIn(node, 'condition'), node),
    body: bodyOf(childIn(node, 'body'), lowering), span: spanOf(node),
  });
};

const tryStatement: LowerStatement = (node, lowering, out) => {
  const handler = childIn(node, 'handler');
  const finalizer = childIn(node, 'finalizer');
  out.push({
    kind: 'try', body: bodyOf(childIn(node, 'body'), lowering), span: spanOf(node),
    handlers: handler === undefined ? [] : [bodyOf(childIn(handler, 'body'), lowering)],
    caught: handler === undefined ? [] : [null],
    final: finalizer === undefined ? [] : bodyOf(childIn(finalizer, 'body'), lowering),
  });
};

/** Cases that fall through share the body that follows them. */
const switchStatement: LowerStatement = (node, lowering, out) => {
  const cases: { tests: Expression[]; body: Statement[] }[] = [];
  let pending: Expression[] = [];
  for (const clause of namedChildren(childIn(node, 'body') ?? { ...node, children: [] })) {
    const value = childIn(clause, 'value');
    const body = childrenIn(clause, 'body').filter((child) => child.named);
    if (clause.type === 'switch_default') pending = [];
    else if (value !== undefined) pending.push(lowering.expression(value, clause));
    if (body.length === 0 && clause.type !== 'switch_default') continue;
    cases.push({ tests: pending, body: body.flatMap((each) => bodyOf(each, lowering)) });
    pending = [];
  }
  out.push({ kind: 'switch', subject: lowering.expression(childIn(node, 'value'), node), cases, span: spanOf(node) });
};

const block: LowerStatement = (node, lowering, out) => {
  out.push({ kind: 'block', body: lowering.statements(namedChildren(node)), span: spanOf(node) });
};

const labeled: LowerStatement = (node, lowering, out) => {
  out.push(...bodyOf(childIn(node, 'body'), lowering));
};

/** What a namespace exports, it exports to its own name and not to other files. */
const namespace: LowerStatement = (node, lowering, out) => {
  const body = childIn(node, 'body');
  const exported = lowering.exports.length;
  if (body !== undefined) block(body, lowering, out);
  lowering.exports.length = exported;
};

const withStatement: LowerStatement = (node, lowering, out) => {
  const value = lowering.expression(childIn(node, 'object'), node);
  out.push({ kind: 'with', items: [{ value }], body: bodyOf(childIn(node, 'body'), lowering), span: spanOf(node) });
};

const jump = (word: 'break' | 'continue'): LowerStatement => (node, _lowering, out) => {
  out.push({ kind: 'jump', word, span: spanOf(node) });
};

const nothing: LowerStatement = () => {};

/** Only in broken code: the operand of an `else` that lost its `if`. */
const orphanedElse: LowerStatement = (node, lowering, out) => {
  out.push(...bodyOf(childOf(node, 'statement_block') ?? firstNamed(node), lowering));
};

export const STATEMENTS: ReadonlyMap<string, LowerStatement> = new Map<string, LowerStatement>([
  ['import_statement', lowerImport], ['export_statement', lowerExport],
  ['lexical_declaration', declaration], ['variable_declaration', declaration], ['expression_statement', expressionStatement],
  ['function_declaration', lowerFunction], ['generator_function_declaration', lowerFunction],
  ['class_declaration', lowerClass], ['abstract_class_declaration', lowerClass], ['enum_declaration', lowerEnum],
  ['return_statement', returnStatement], ['throw_statement', throwStatement], ['if_statement', ifStatement], ['else_clause', orphanedElse],
  ['for_statement', forStatement], ['for_in_statement', forInStatement], ['while_statement', whileStatement], ['do_statement', whileStatement],
  ['try_statement', tryStatement], ['switch_statement', switchStatement], ['statement_block', block], ['labeled_statement', labeled],
  ['with_statement', withStatement], ['internal_module', namespace], ['module', namespace],
  ['break_statement', jump('break')], ['continue_statement', jump('continue')],
  ['interface_declaration', lowerInterface], ['type_alias_declaration', lowerAlias],
  ['function_signature', nothing], ['ambient_declaration', nothing],
  ['import_alias', nothing], ['empty_statement', nothing], ['debugger_statement', nothing],
]);
