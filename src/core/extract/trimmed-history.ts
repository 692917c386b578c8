/**
 * Functions that keep a conversation within a limit by dropping its oldest messages one at a time.
 * Where the messages are sent from is often far away; that their front moves with every turn is plain here.
 *
 *     for message in reversed(history):          while count(messages) > LIMIT:       messages = messages[-10:]
 *         if total > LIMIT: break                    messages.pop(0)
 *         kept.insert(0, message)
 *
 * Or that puts something new in front of it at each turn of the loop that sends it:
 *
 *     while True:
 *         messages.insert(0, {"role": "system", "content": status()})
 *         answer = client.chat.completions.create(model=M, messages=messages)
 *         messages.append(answer)
 */
import type { Expression, FunctionNode, Statement, StatementOf } from '../syntax/ir.ts';
import { allExpressions, allStatements, dottedName, expressionsIn, innerOf, lastName, methodOf, numberOf } from '../syntax/walk.ts';
import type { Span } from '../document.ts';
import type { Place } from '../values/value.ts';
import type { SiteDraft } from './draft.ts';

const TRIMS = /\.(?:pop\(0\)|shift\(\))|\bdel\s+[\w.]+\[\s*\d|\.unshift\(|\.insert\(0\s*,|\[\s*-\s*[\w.]+\s*:\s*\]|\.slice\(\s*-|\[0\](?:\.content|\[["']content["']\])?\s*=(?!=)/;

/** A cheap look at a file's text. */
export const mayTrimHistory = (text: string): boolean =>
  (text.includes('role') || text.includes('Message') || text.includes('tool')) && TRIMS.test(text) && /(?:messages|history|conversation|turns)\b/i.test(text)
  && /\.role\b|["']role["']|\brole\s*[:=]|(?:Human|AI|Chat|System|LLM)Message|MessageParam|\btool(?:Use|_calls|Calls)\b/.test(text);

export interface Trimmed {
  readonly place: Place;
  readonly expression: string;
  readonly how: Cut['how'];
}

export interface Cut {
  readonly span: Span;
  readonly how: 'cut' | 'edited';
}

/** Where the function drops the oldest messages, turn by turn, or changes the first at each. */
export const trimmedIn = (node: FunctionNode): readonly Cut[] => [
  ...(summarises(node) || keepsHead(node) ? [] : trims(node.body, null, node).map((span): Cut => ({ span, how: 'cut' }))),
  ...allStatements(node.body).flatMap((statement) => (statement.kind === 'loop' ? frontEdits(statement).map((span): Cut => ({ span, how: 'edited' })) : [])),
];

/** What is dropped is put into a summary, which happens seldom and by a large step. */
const summarises = (node: FunctionNode): boolean => {
  const said = [node.name, node.doc ?? '', ...wordsIn(expressionsIn(node.body))];
  return said.some((word) => /summar|compact|compress/i.test(word));
};

/** Head and tail stay, and the middle is dropped: what a cache holds of the head is still read. */
const keepsHead = (node: FunctionNode): boolean =>
  /middle|head/i.test(node.name) || wordsIn(expressionsIn(node.body)).some((word) => /^(?:head|front)_?(?:messages|history|items)$/i.test(word));

/** Names, and texts that say something in a word or two. */
const wordsIn = (expressions: readonly Expression[]): readonly string[] =>
  expressions.flatMap((each) => {
    if (each.kind === 'name') return [each.name];
    if (each.kind === 'member') return [each.property];
    return each.kind === 'string' ? each.parts.flatMap((part) => (part.kind === 'text' ? [part.value.slice(0, 40)] : [])) : [];
  });

const isConversation = (expression: Expression): boolean => /(?:messages|history|conversation|msgs|turns)(?:_?(?:with|to|for|copy|list)_?\w*)?$/i.test(dottedName(expression) ?? '');
/** Not `conversation`, which may as well be one text. */
const isMessages = (expression: Expression): boolean => /(?:messages|history|msgs)$/i.test(dottedName(expression) ?? '');

const trims = (body: readonly Statement[], test: Expression | null, node: FunctionNode): readonly Span[] =>
  body.flatMap((statement): readonly Span[] => {
    switch (statement.kind) {
      case 'loop': return dropsInLoop(statement) ? [headOf(statement)] : trims(statement.body, null, node);
      case 'assign': return (cutsItself(statement, test) && isKept(statement.target, node)) || keepsWindow(statement, node) ? [statement.span] : [];
      case 'if': return [...trims(statement.then, statement.test, node), ...trims(statement.otherwise, null, node)];
      case 'with': case 'block': return trims(statement.body, test, node);
      default: return trims(innerOf(statement), null, node);
    }
  });

const headOf = ({ span, iterable, test }: StatementOf<'loop'>): Span => ({ start: span.start, end: (iterable ?? test)?.span.end ?? span.start + 1 });

const LIMIT = /token|len|size|context|limit|budget|max|chars/i;
const COMPARES = /^[<>]=?$/;

/** `total > LIMIT`, not whether there is any message left. */
const asksForLimit = (test: Expression | undefined): boolean =>
  test !== undefined && allExpressions(test).some((each) => each.kind === 'binary' && COMPARES.test(each.operator) && !asksForAny(each.left, each.right) && wordsIn(allExpressions(each)).some((word) => LIMIT.test(word)));

/** `len(messages) > 1`, `messages.length > 0` */
const asksForAny = (left: Expression, right: Expression): boolean => {
  const [size, least] = [left, numberOf(right)];
  const isLength = size.kind === 'member' ? size.property === 'length' : size.kind === 'call' && size.callee.kind === 'name' && size.callee.name === 'len';
  return isLength && least !== null && least <= 2;
};

const dropsInLoop = (loop: StatementOf<'loop'>): boolean => {
  const expressions = expressionsIn(loop.body);
  if (loop.iterable === undefined && asksForLimit(loop.test) && expressions.some(dropsFirst)) return true;
  const stops = allStatements(loop.body).some((statement) => statement.kind === 'jump' && statement.word === 'break');
  return stops && goesBackwards(loop) && expressions.some(keepsInFront) && wordsIn(expressions).some((word) => LIMIT.test(word));
};

/** `messages.pop(0)`, `messages.shift()`, `del messages[0]` */
const dropsFirst = (expression: Expression): boolean => {
  if (expression.kind === 'unary' && expression.operator === 'delete') return expression.operand.kind === 'index' && isConversation(expression.operand.object) && (numberOf(expression.operand.index) ?? 3) <= 2;
  const method = methodOf(expression);
  if (method === null || !isConversation(method.on)) return false;
  return (method.name === 'shift' && method.args.length === 0) || (method.name === 'pop' && numberOf(method.args[0]) === 0);
};

/** `kept.insert(0, message)`: the message itself, not an extract of it, which is put together for something else. */
const keepsInFront = (expression: Expression): boolean => {
  const method = methodOf(expression);
  if (method === null || !isConversation(method.on)) return false;
  const [first, second] = method.args;
  const kept = method.name === 'unshift' ? first : method.name === 'insert' && numberOf(first) === 0 ? second : undefined;
  return kept !== undefined && (dottedName(kept) !== null || (kept.kind === 'index' && dottedName(kept.object) !== null));
};

/** `reversed(messages)`, `[...messages].reverse()`, `i >= 0` */
const goesBackwards = ({ iterable, test }: StatementOf<'loop'>): boolean => {
  if (iterable === undefined) return test !== undefined && allExpressions(test).some((each) => each.kind === 'binary' && each.operator === '>=' && numberOf(each.right) === 0);
  const within = allExpressions(iterable);
  const turns = within.some((each) => (each.kind === 'call' && each.callee.kind === 'name' && each.callee.name === 'reversed') || /^(?:reverse|toReversed)$/.test(methodOf(each)?.name ?? ''));
  return turns && within.some(isConversation);
};

const MOST_MESSAGES = 200;

/** A cut by a large step moves the front seldom: more than 60, back to 20. */
const LARGE_STEP = 1.5;

/** `messages = messages[-10:]`, also with the system prompt kept in front. */
const cutsItself = ({ target, operator, value }: StatementOf<'assign'>, test: Expression | null): boolean => {
  const name = dottedName(target);
  if (operator !== '=' || name === null || !isMessages(target)) return false;
  const keeps = joined(value).flatMap((each) => newestOf(each, name))[0];
  // Nobody keeps a thousand messages: those are characters.
  const count = keeps === undefined ? null : numberOf(keeps);
  if (keeps === undefined || (count ?? 0) > MOST_MESSAGES) return false;
  const within = test === null ? [] : allExpressions(test);
  const numbers = within.flatMap((each) => numberOf(each) ?? []);
  if (numbers.length === 0) return test === null || (count === null ? within.some((each) => dottedName(each) === dottedName(keeps)) : false);
  return count === null || Math.max(...numbers) < LARGE_STEP * count;
};

/** A limit by its name. `limit` alone may as well be a page of a list that is shown. */
const WINDOW = /(?:max|buffer|window|context|keep|kept|memory|turns)/i;

/** `recent = messages[-window:]` that is handed back: the function answers the conversation within its limit. */
const keepsWindow = ({ target, operator, value }: StatementOf<'assign'>, node: FunctionNode): boolean => {
  const name = dottedName(target);
  const on = methodOf(value)?.on ?? (value.kind === 'slice' ? value.object : null);
  if (operator !== '=' || target.kind !== 'name' || name === null || !isMessages(target) || on === null || !isMessages(on)) return false;
  const kept = newestOf(value, dottedName(on) ?? '')[0];
  return kept !== undefined && WINDOW.test(lastName(kept)) && handsBack(node, name);
};

const handsBack = (node: FunctionNode, name: string): boolean =>
  allStatements(node.body).some((statement) => statement.kind === 'return' && statement.value !== undefined && joined(statement.value).some((each) => dottedName(each) === name));

/** What a list is put together from: `[first, *rest]`, `[first] + rest`. */
const joined = (value: Expression): readonly Expression[] => {
  if (value.kind === 'list') return value.items.flatMap((item) => (item.kind === 'spread' ? [item.value] : []));
  return value.kind === 'binary' && value.operator === '+' ? [...joined(value.left), ...joined(value.right)] : [value];
};

/** The number of messages kept: `10` of `messages[-10:]`. */
const newestOf = (value: Expression, name: string): readonly Expression[] => {
  const method = methodOf(value);
  const from = value.kind === 'slice' && value.to === undefined && dottedName(value.object) === name ? value.from
    : method?.name === 'slice' && method.args.length === 1 && dottedName(method.on) === name ? method.args[0] : undefined;
  if (from?.kind === 'unary' && from.operator === '-') return [from.operand];
  return from?.kind === 'constant' && typeof from.value === 'number' && from.value < 0 ? [{ ...from, value: -from.value }] : [];
};

/** Calls that look at a list and let go of it. */
const LOOKS = /^(?:len|print|str|repr|range|enumerate|reversed|sum|min|max|any|all|sorted|log|debug|info|dumps|stringify)$/;

/** The shortened list goes somewhere: one that is only shown or written out here is no conversation that goes on. */
const isKept = (target: Expression, node: FunctionNode): boolean => {
  const name = dottedName(target);
  if (target.kind !== 'name') return true;
  const isIt = (each: Expression): boolean => dottedName(each) === name;
  const isGiven = (each: Expression): boolean => isIt(each) || joined(each).some(isIt);
  return allStatements(node.body).some((statement) => (statement.kind === 'return' && statement.value !== undefined && isGiven(statement.value))
    || (statement.kind === 'assign' && !isIt(statement.target) && isGiven(statement.value)))
    || expressionsIn(node.body).some((each) => (each.kind === 'call' && !LOOKS.test(lastName(each.callee)) && each.args.some((arg) => isGiven(arg.value)))
      || (each.kind === 'record' && each.entries.some((entry) => isGiven(entry.value))));
};

/** Statements of the loop's own body, not of a branch in it, that change the front of what the same loop sends and lets grow. */
const frontEdits = (loop: StatementOf<'loop'>): readonly Span[] => {
  const edit = loop.body.find((statement) => {
    const front = frontOf(statement);
    return front !== null && isMadeAnew(front.value) && growsAndIsSent(front.name, loop);
  });
  return edit === undefined ? [] : [edit.span];
};

/** `messages.insert(0, …)`, `messages.unshift(…)`, `messages[0] = …`, `messages[0].content = …` */
const frontOf = (statement: Statement): { readonly name: string; readonly value: Expression } | null => {
  if (statement.kind === 'assign' && statement.operator === '=') {
    const { target } = statement;
    const first = target.kind === 'member' && target.property === 'content' ? target.object : target.kind === 'index' && target.object.kind === 'index' ? target.object : target;
    const name = first.kind === 'index' && numberOf(first.index) === 0 && isMessages(first.object) ? dottedName(first.object) : null;
    return name === null ? null : { name, value: statement.value };
  }
  const method = statement.kind === 'expression' ? methodOf(statement.value) : null;
  const name = method !== null && isMessages(method.on) ? dottedName(method.on) : null;
  const value = method?.name === 'unshift' ? method.args[0] : method?.name === 'insert' && numberOf(method.args[0]) === 0 ? method.args[1] : undefined;
  return name === null || value === undefined ? null : { name, value };
};

/** A call, or a text put together. A plain name may hold the same each time. */
const isMadeAnew = (value: Expression): boolean =>
  allExpressions(value).some((each) => each.kind === 'call' || (each.kind === 'string' && each.parts.some((part) => part.kind === 'hole')));

const SENDS = /^(?:messages|contents|input)$/;

const growsAndIsSent = (name: string, loop: StatementOf<'loop'>): boolean => {
  const isIt = (each: Expression): boolean => dottedName(each) === name;
  // Another list of the same name in each turn does not grow.
  if (allStatements(loop.body).some((statement) => statement.kind === 'assign' && statement.operator === '=' && isIt(statement.target))) return false;
  const expressions = expressionsIn(loop.body);
  const grows = expressions.some((each) => { const method = methodOf(each); return method !== null && isIt(method.on) && /^(?:append|extend|push)$/.test(method.name); });
  return grows && expressions.some((each) => (each.kind === 'record' && each.entries.some((entry) => isIt(entry.value)))
    || (each.kind === 'call' && (each.args.some((arg) => SENDS.test(arg.name ?? '') && isIt(arg.value)) || (/^(?:a?invoke|a?stream|chat)$/.test(lastName(each.callee)) && each.args[0] !== undefined && isIt(each.args[0].value)))));
};

/** As a call site of its own: one conversation, cut where `at` says. */
export const trimmedSite = ({ place, expression, how }: Trimmed, enclosing: string | null): SiteDraft => ({
  place, name: place, kind: 'template', sdk: 'prompt', provider: null, model: { id: null, from: 'unknown', candidates: [], place: null, params: [] },
  blocks: [{ role: 'user', breakpoint: null, place, parts: [{ kind: 'hole', hole: { expression, place, volatility: 'session', cause: '', origin: [], content: 'history', bounds: null, rewritten: how } }] }],
  outputLimit: null, outputSchema: null, tools: [], toolChoice: null, reasoning: null, multiple: null, use: 'unknown', fees: [], through: [], telemetryNames: [], problems: [], enclosing,
});
