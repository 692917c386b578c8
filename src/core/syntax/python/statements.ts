/** Python's statements. */
import type { Expression, Statement, StatementOf } from '../ir.ts';
import type { LowerStatement, Lowering } from '../lowering.ts';
import { namedBy, textOf, unknownAt } from '../lowering.ts';
import { childIn, childOf, childrenIn, firstNamed, namedChildren, spanOf } from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';
import { tupleOf } from './expressions.ts';
import { lowerClass, lowerDecorated, lowerFunction } from './functions.ts';
import { lowerImport, lowerImportFrom } from './imports.ts';

const blockIn = (node: SyntaxNode, field: string, lowering: Lowering): Statement[] => {
  const block = childIn(node, field);
  return block === undefined ? [] : lowering.statements(namedChildren(block));
};

const blockOf = (node: SyntaxNode, lowering: Lowering): Statement[] => {
  const block = childOf(node, 'block');
  return block === undefined ? [] : lowering.statements(namedChildren(block));
};

const valueOf = (node: SyntaxNode, lowering: Lowering): Expression | undefined => {
  const values = namedChildren(node);
  if (values.length === 0) return undefined;
  return values.length === 1 ? lowering.expression(values[0], node) : tupleOf(values, node, lowering);
};

const expressionStatement: LowerStatement = (node, lowering, out) => {
  const only = firstNamed(node);
  if (only?.type === 'assignment') return assignment(only, lowering, out);
  if (only?.type === 'augmented_assignment') return augmented(only, lowering, out);
  const value = valueOf(node, lowering);
  if (value !== undefined) out.push({ kind: 'expression', value, span: spanOf(node) });
};

const assignment: LowerStatement = (node, lowering, out) => {
  const target = lowering.expression(childIn(node, 'left'), node);
  const right = childIn(node, 'right');
  const type = childIn(node, 'type');
  const annotation = type === undefined ? undefined : lowering.expression(type, node);
  out.push({
    kind: 'assign', target, operator: '=', span: spanOf(node),
    value: right === undefined ? unknownAt({ start: node.end, end: node.end }) : namedBy(lowering.expression(right, node), target),
    ...(annotation === undefined ? {} : { annotation }),
    constant: isConstant(target, type === undefined ? '' : textOf(lowering, type)),
  });
};

/** By convention: Python has no constants, but these two ways of saying so. */
const isConstant = (target: Expression, annotation: string): boolean =>
  /\bFinal\b/.test(annotation) || (target.kind === 'name' && /^_*[A-Z][A-Z0-9_]*$/.test(target.name));

const augmented: LowerStatement = (node, lowering, out) => {
  out.push({
    kind: 'assign', target: lowering.expression(childIn(node, 'left'), node), constant: false, span: spanOf(node),
    operator: childIn(node, 'operator')?.type === '+=' ? '+=' : 'other',
    value: lowering.expression(childIn(node, 'right'), node),
  });
};

const returnStatement: LowerStatement = (node, lowering, out) => {
  const value = valueOf(node, lowering);
  out.push({ kind: 'return', span: spanOf(node), ...(value === undefined ? {} : { value }) });
};

const raiseStatement: LowerStatement = (node, lowering, out) => {
  const value = firstNamed(node);
  out.push({ kind: 'raise', span: spanOf(node), ...(value === undefined ? {} : { value: lowering.expression(value, node) }) });
};

/** `elif` is an `if` inside `otherwise`. */
const ifStatement: LowerStatement = (node, lowering, out) => {
  const alternatives = childrenIn(node, 'alternative');
  out.push(branch(node, alternatives, lowering));
};

function branch(node: SyntaxNode, alternatives: readonly SyntaxNode[], lowering: Lowering): StatementOf<'if'> {
  const [next, ...rest] = alternatives;
  const test = lowering.expression(childIn(node, 'condition'), node);
  const then = blockIn(node, 'consequence', lowering);
  const otherwise = next === undefined ? [] : next.type === 'elif_clause' ? [branch(next, rest, lowering)] : blockIn(next, 'body', lowering);
  return { kind: 'if', test, then, otherwise, span: { start: node.start, end: alternatives.at(-1)?.end ?? node.end } };
}

const forStatement: LowerStatement = (node, lowering, out) => {
  out.push({
    kind: 'loop', form: 'for', target: lowering.expression(childIn(node, 'left'), node),
    iterable: lowering.expression(childIn(node, 'right'), node), body: blockIn(node, 'body', lowering), span: spanOf(node),
  });
  loopElse(node, lowering, out);
};

const whileStatement: LowerStatement = (node, lowering, out) => {
  out.push({
    kind: 'loop', form: 'while', test: lowering.expression(childIn(node, 'condition'), node),
    body: blockIn(node, 'body', lowering), span: spanOf(node),
  });
  loopElse(node, lowering, out);
};

/** A loop's `else` runs when no `break` ended it: what comes after may then run without it. */
const loopElse: LowerStatement = (node, lowering, out) => {
  const clause = childIn(node, 'alternative');
  if (clause === undefined) return;
  const [body, span] = [blockIn(clause, 'body', lowering), spanOf(clause)];
  const loop = out.at(-1);
  const keyword = { start: span.start, end: span.start + 'else'.length };
  if (loop?.kind === 'loop' && breaks(loop.body)) out.push({ kind: 'if', test: { kind: 'unknown', span: keyword }, then: body, otherwise: [], span });
  else out.push({ kind: 'block', body, span });
};

/** Whether a `break` among these statements ends the loop around them. */
const breaks = (body: readonly Statement[]): boolean => body.some((each) => {
  switch (each.kind) {
    case 'jump': return each.word === 'break';
    case 'if': return breaks(each.then) || breaks(each.otherwise);
    case 'try': return [each.body, ...each.handlers, each.final].some(breaks);
    case 'with': case 'block': return breaks(each.body);
    case 'switch': return each.cases.some((one) => breaks(one.body));
    default: return false;
  }
});

/** `else` runs after the body when nothing was raised, so it is part of it. */
/** `except E:`, `except (A, B) as error:`; null for a bare `except:`. */
const caughtBy = (clause: SyntaxNode, lowering: Lowering): Expression | null => {
  const named = namedChildren(clause).find((child) => child.type !== 'block' && child.type !== 'comment');
  const types = named?.type === 'as_pattern' ? namedChildren(named)[0] : named;
  return types === undefined ? null : lowering.expression(types, clause);
};

const tryStatement: LowerStatement = (node, lowering, out) => {
  const body = blockIn(node, 'body', lowering);
  const handlers: Statement[][] = [];
  const caught: (Expression | null)[] = [];
  const final: Statement[] = [];
  for (const clause of namedChildren(node)) {
    if (clause.type === 'else_clause') body.push(...blockIn(clause, 'body', lowering));
    else if (clause.type === 'finally_clause') final.push(...blockOf(clause, lowering));
    else if (clause.type.startsWith('except')) {
      handlers.push(blockOf(clause, lowering));
      caught.push(caughtBy(clause, lowering));
    }
  }
  out.push({ kind: 'try', body, handlers, caught, final, span: spanOf(node) });
};

const withStatement: LowerStatement = (node, lowering, out) => {
  const clause = childOf(node, 'with_clause');
  const items = clause === undefined ? [] : namedChildren(clause).flatMap((item) => withItems(childIn(item, 'value') ?? item, lowering));
  out.push({ kind: 'with', items, body: blockIn(node, 'body', lowering), span: spanOf(node) });
};

/** `with (a as b, c as d)` may parse as one tuple. */
function withItems(node: SyntaxNode, lowering: Lowering): StatementOf<'with'>['items'][number][] {
  if (node.type === 'tuple') return namedChildren(node).flatMap((item) => withItems(item, lowering));
  const alias = node.type === 'as_pattern' ? childIn(node, 'alias') : undefined;
  const value = lowering.expression(alias === undefined ? node : firstNamed(node), node);
  return [{ value, ...(alias === undefined ? {} : { target: lowering.expression(alias, node) }) }];
}

const matchStatement: LowerStatement = (node, lowering, out) => {
  const subjects = childrenIn(node, 'subject').filter((child) => child.named);
  const subject = subjects.length === 1 ? lowering.expression(subjects[0], node) : tupleOf(subjects, node, lowering);
  const clauses = namedChildren(childIn(node, 'body') ?? node).filter((child) => child.type === 'case_clause');
  const cases = clauses.map((clause) => ({
    tests: namedChildren(clause).filter((child) => child.type === 'case_pattern').flatMap((pattern) => patternTests(pattern, clause, lowering)),
    body: blockIn(clause, 'consequence', lowering),
  }));
  out.push({ kind: 'switch', subject, cases, span: spanOf(node) });
};

/** No tests: the case always holds. A guard makes it uncertain. */
function patternTests(pattern: SyntaxNode, clause: SyntaxNode, lowering: Lowering): Expression[] {
  const inside = firstNamed(pattern);
  if (inside?.type === 'union_pattern') return namedChildren(inside).map((each) => lowering.expression(each, clause));
  const captures = inside === undefined || (inside.type === 'dotted_name' && namedChildren(inside).length === 1);
  if (!captures) return [lowering.expression(inside, clause)];
  return childIn(clause, 'guard') === undefined ? [] : [unknownAt(pattern)];
}

const deleteStatement: LowerStatement = (node, lowering, out) => {
  const operand = valueOf(node, lowering);
  if (operand !== undefined) out.push({ kind: 'expression', value: { kind: 'unary', operator: 'delete', operand, span: spanOf(node) }, span: spanOf(node) });
};

const jump = (word: 'break' | 'continue'): LowerStatement => (node, _lowering, out) => {
  out.push({ kind: 'jump', word, span: spanOf(node) });
};

const nothing: LowerStatement = () => {};

export const STATEMENTS: ReadonlyMap<string, LowerStatement> = new Map<string, LowerStatement>([
  ['expression_statement', expressionStatement], ['assignment', assignment], ['augmented_assignment', augmented],
  ['return_statement', returnStatement], ['raise_statement', raiseStatement], ['if_statement', ifStatement],
  ['for_statement', forStatement], ['while_statement', whileStatement], ['try_statement', tryStatement],
  ['with_statement', withStatement], ['match_statement', matchStatement], ['function_definition', lowerFunction],
  ['class_definition', lowerClass], ['decorated_definition', lowerDecorated],
  ['import_statement', lowerImport], ['import_from_statement', lowerImportFrom], ['future_import_statement', nothing],
  ['delete_statement', deleteStatement], ['assert_statement', expressionStatement], ['print_statement', expressionStatement],
  ['exec_statement', expressionStatement],
  ['break_statement', jump('break')], ['continue_statement', jump('continue')],
  ['pass_statement', nothing], ['global_statement', nothing], ['nonlocal_statement', nothing], ['type_alias_statement', nothing],
]);
