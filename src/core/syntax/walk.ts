/** Walking the language-neutral form: what stands in a statement, what stands in an expression. Functions within are not entered. */
import type { Expression, Statement } from './ir.ts';

/** Statements directly within, branches one behind the other. */
export const innerOf = (statement: Statement): readonly Statement[] => {
  switch (statement.kind) {
    case 'if': return [...statement.then, ...statement.otherwise];
    case 'loop': case 'with': case 'block': return statement.body;
    case 'try': return [...statement.body, ...statement.handlers.flat(), ...statement.final];
    case 'switch': return statement.cases.flatMap((each) => each.body);
    default: return [];
  }
};

/** The statements and all within them. */
export const allStatements = (statements: readonly Statement[]): readonly Statement[] =>
  statements.flatMap((statement) => [statement, ...allStatements(innerOf(statement))]);

/** Expressions of the statement's own, e.g. a loop's test. */
export const expressionsOf = (statement: Statement): readonly Expression[] => {
  switch (statement.kind) {
    case 'assign': return [statement.target, statement.value];
    case 'expression': return [statement.value];
    case 'return': case 'raise': return optional(statement.value);
    case 'if': return [statement.test];
    case 'loop': return [...optional(statement.target), ...optional(statement.iterable), ...optional(statement.test)];
    case 'with': return statement.items.map((item) => item.value);
    case 'switch': return [statement.subject, ...statement.cases.flatMap((each) => each.tests)];
    default: return [];
  }
};

/** The expression and all within it. */
export const allExpressions = (expression: Expression): readonly Expression[] =>
  [expression, ...partsOf(expression).flatMap(allExpressions)];

/** The same, with what stands in functions written there. */
export const allExpressionsDeep = (expression: Expression): readonly Expression[] =>
  allExpressions(expression).flatMap((each) => (each.kind === 'function'
    ? [each, ...(each.function.result === undefined ? [] : allExpressionsDeep(each.function.result)), ...expressionsIn(each.function.body).flatMap((inner) => (inner.kind === 'function' ? allExpressionsDeep(inner) : [inner]))]
    : [each]));

/** Every expression anywhere in the statements. */
export const expressionsIn = (statements: readonly Statement[]): readonly Expression[] =>
  allStatements(statements).flatMap(expressionsOf).flatMap(allExpressions);

const optional = (expression: Expression | undefined): readonly Expression[] => (expression === undefined ? [] : [expression]);

/** Expressions directly within. */
const partsOf = (expression: Expression): readonly Expression[] => {
  switch (expression.kind) {
    case 'string': return expression.parts.flatMap((part) => (part.kind === 'hole' ? [part.expression] : []));
    case 'tagged': return [expression.tag, expression.template];
    case 'member': return [expression.object];
    case 'index': return [expression.object, expression.index];
    case 'slice': return [expression.object, ...optional(expression.from), ...optional(expression.to)];
    case 'call': return [expression.callee, ...expression.args.map((arg) => arg.value)];
    case 'list': return expression.items.map((item) => (item.kind === 'spread' ? item.value : item));
    case 'record': return expression.entries.flatMap((entry) => (entry.kind === 'spread' ? [entry.value] : [entry.key, entry.value]));
    case 'binary': return [expression.left, expression.right];
    case 'unary': return [expression.operand];
    case 'conditional': return [expression.test, expression.then, expression.otherwise];
    case 'await': return [expression.value];
    case 'yield': return optional(expression.value);
    case 'assignment': return [expression.target, expression.value];
    case 'comprehension': return [expression.element, ...optional(expression.key), ...expression.clauses.flatMap((clause) => [clause.iterable, ...clause.tests])];
    default: return [];
  }
};

/** `self.messages`; null for anything but names joined by dots. */
export const dottedName = (expression: Expression): string | null => {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'member') return null;
  const object = dottedName(expression.object);
  return object === null ? null : `${object}.${expression.property}`;
};

/** `retry` of `tenacity.retry(…)`; empty for what has no name. */
export const lastName = (expression: Expression): string =>
  (expression.kind === 'call' ? lastName(expression.callee) : expression.kind === 'name' ? expression.name : expression.kind === 'member' ? expression.property : '');

/** Names and properties read in the expressions. */
export const namesIn = (expressions: readonly Expression[]): readonly string[] =>
  expressions.flatMap((each) => (each.kind === 'name' ? [each.name] : each.kind === 'member' ? [each.property] : []));

/** The number an expression is, also a negative one; null when it is none. */
export const numberOf = (expression: Expression | undefined): number | null => {
  if (expression?.kind === 'constant') return typeof expression.value === 'number' ? expression.value : null;
  if (expression?.kind !== 'unary' || expression.operator !== '-') return null;
  const positive = numberOf(expression.operand);
  return positive === null ? null : -positive;
};

/** The method a call is made by, and on what; null for a call of another kind. */
export const methodOf = (expression: Expression): { readonly on: Expression; readonly name: string; readonly args: readonly Expression[] } | null =>
  (expression.kind === 'call' && expression.callee.kind === 'member' ? { on: expression.callee.object, name: expression.callee.property, args: expression.args.map((arg) => arg.value) } : null);
