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
import type { FunctionNode, Statement } from '../syntax/ir.ts';
import type { Span } from '../document.ts';
import type { Place } from '../values/value.ts';
import type { SiteDraft } from './draft.ts';

const CONVERSATION = String.raw`(?:[\w$]+\.)*_?\w*(?:messages|history|conversation|msgs|turns)`;
const TRIMS = /\.(?:pop\(0\)|shift\(\))|\bdel\s+[\w.]+\[\s*\d|\.unshift\(|\.insert\(0\s*,|\[\s*-\s*[\w.]+\s*:\s*\]|\.slice\(\s*-|\[0\](?:\.content|\[["']content["']\])?\s*=(?!=)/;

/** A cheap look at a file's text. */
export const mayTrimHistory = (text: string): boolean =>
  (text.includes('role') || text.includes('Message')) && TRIMS.test(text) && /(?:messages|history|conversation|turns)\b/i.test(text) && /\.role\b|["']role["']|\brole\s*[:=]|(?:Human|AI|Chat|System)Message|MessageParam/.test(text);

/** Not `conversation`, which may as well be one text. */
const MESSAGES = String.raw`(?:[\w$]+\.)*_?\w*(?:messages|history|msgs)`;

export interface Trimmed {
  readonly place: Place;
  readonly expression: string;
  readonly how: Cut['how'];
}

type SourceOf = (span: Span) => string;

/** Where the function drops the oldest messages, turn by turn. */
export const trimmedIn = (node: FunctionNode, source: SourceOf): readonly Cut[] => [
  ...(SUMMARISES.test(node.name) || SUMMARISES.test(source(node.span)) ? [] : trims(node.body, source, null).map((span): Cut => ({ span, how: 'cut' }))),
  ...edits(node.body, source).map((span): Cut => ({ span, how: 'edited' })),
];

export interface Cut {
  readonly span: Span;
  readonly how: 'cut' | 'edited';
}

/** Something that differs from turn to turn: a call, or a text put together. A plain name may hold the same each time. */
const MADE_ANEW = /\w\(|\bf["']|\$\{/;
const FRONT = new RegExp(String.raw`^\s*(?:(${MESSAGES})\.(?:insert\(\s*0\s*,|unshift\()|(${MESSAGES})\[0\](?:\.content|\[["']content["']\])?\s*=(?!=))`, 'i');

/** Statements of a loop's own body, not of a branch in it, that change the front of what the same loop sends and lets grow. */
const edits = (body: readonly Statement[], source: SourceOf): readonly Span[] =>
  body.flatMap((statement): readonly Span[] => {
    switch (statement.kind) {
      case 'loop': return [...statement.body.filter((each) => editsFront(each, statement, source)).map(({ span }) => span).slice(0, 1), ...edits(statement.body, source)];
      case 'if': return [...edits(statement.then, source), ...edits(statement.otherwise, source)];
      case 'try': case 'with': case 'block': return edits(statement.body, source);
      default: return [];
    }
  });

const editsFront = (statement: Statement, loop: Statement & { kind: 'loop' }, source: SourceOf): boolean => {
  if (statement.kind !== 'assign' && statement.kind !== 'expression') return false;
  const written = source(statement.span);
  const front = FRONT.exec(written);
  const name = front?.[1] ?? front?.[2];
  if (front === null || name === undefined || !MADE_ANEW.test(written.slice(front[0].length))) return false;
  const escaped = name.replaceAll(/[.$]/g, '\\$&');
  const whole = source(loop.span);
  // Another list of the same name in each turn does not grow; an argument of that name is no such list.
  const isMadeAnew = new RegExp(String.raw`^\s*(?:const |let |var )?${escaped}\s*(?::[^=\n]+)?=(?!=)(?!.*,\s*$)`, 'm').test(whole);
  const grows = new RegExp(String.raw`(?<![\w.$])${escaped}\.(?:append|extend|push)\(`).test(whole);
  const isSent = new RegExp(String.raw`\b(?:messages|contents|input)\s*[=:]\s*${escaped}\b|\b(?:invoke|ainvoke|stream|astream|chat)\(\s*${escaped}\b|\{[^{}]*(?<![\w.$])${escaped}\s*[,}]`).test(whole);
  return !isMadeAnew && grows && isSent;
};

/** What is dropped is put into a summary, which happens seldom and by a large step. */
const SUMMARISES = /summar|compact|compress/i;

const trims = (body: readonly Statement[], source: SourceOf, test: string | null): readonly Span[] =>
  body.flatMap((statement): readonly Span[] => {
    switch (statement.kind) {
      case 'loop': return dropsInLoop(statement, source) ? [headOf(statement.span, source)] : trims(statement.body, source, null);
      case 'assign': return cutsItself(source(statement.span), test) ? [statement.span] : [];
      case 'if': return [...trims(statement.then, source, source(statement.test.span)), ...trims(statement.otherwise, source, null)];
      case 'try': return [...trims(statement.body, source, null), ...statement.handlers.flatMap((handler) => trims(handler, source, null))];
      case 'with': case 'block': return trims(statement.body, source, test);
      default: return [];
    }
  });

const headOf = (span: Span, source: SourceOf): Span => ({ start: span.start, end: span.start + (source(span).split(/\r?\n/, 1)[0]?.length ?? 1) });

/** Whether there is any message left. */
const NOT_EMPTY = /(?:\blen\([\w.]+\)|[\w.]+\.length)\s*>=?\s*[012]\b(?:\.\w+)?/g;
const LIMIT = /token|len|size|context|limit|budget|max|chars/i;
const DROPS = new RegExp(String.raw`\b${CONVERSATION}(?:\.pop\(0\)|\.shift\(\))|\bdel\s+${CONVERSATION}\[\s*[012]\s*\]`);
/** The message itself, not an extract of it: those are put together for something else. */
const KEEPS = new RegExp(String.raw`\b${CONVERSATION}(?:\.unshift\(|\.insert\(0\s*,)\s*[\w$.]+(?:\[\w+\])?\s*\)`, 'i');
const BACKWARDS = new RegExp(String.raw`\breversed\(\s*(?:list\()?${CONVERSATION}|${CONVERSATION}(?:\.slice\([^)]*\))?\.(?:reverse|toReversed)\(\)|\[\.\.\.${CONVERSATION}\]\.reverse\(\)|>=\s*0`, 'i');

const dropsInLoop = (loop: Statement & { kind: 'loop' }, source: SourceOf): boolean => {
  const whole = source(loop.span);
  if (whole.length > 3000) return false;
  const test = loop.test === undefined ? '' : source(loop.test.span);
  const limit = test.replace(NOT_EMPTY, '');
  if (loop.iterable === undefined && LIMIT.test(limit) && /[<>]/.test(limit) && DROPS.test(whole)) return true;
  const backwards = BACKWARDS.test(loop.iterable === undefined ? test : source(loop.iterable.span));
  return backwards && KEEPS.test(whole) && /\bbreak\b/.test(whole) && LIMIT.test(whole);
};

/** `messages = messages[-10:]`, also with the system prompt kept in front. */
const ITSELF = new RegExp(String.raw`^\s*(${MESSAGES})\s*=\s*(?:\[[^=]*?)?\1(?:\[\s*-\s*([\w.]+)\s*:\s*\]|\.slice\(\s*-\s*([\w.]+)\s*\))`, 'i');

const MOST_MESSAGES = 200;

/** A cut by a large step moves the front seldom: more than 60, back to 20. */
const LARGE_STEP = 1.5;

const cutsItself = (assignment: string, test: string | null): boolean => {
  const cut = ITSELF.exec(assignment);
  if (cut === null) return false;
  const keeps = cut[2] ?? cut[3] ?? '';
  // Nobody keeps a thousand messages: those are characters.
  if (Number(keeps) > MOST_MESSAGES || /^\.\w+\(/.test(assignment.slice(cut[0].length))) return false;
  const numbers = (test?.match(/\d+/g) ?? []).map(Number);
  if (numbers.length === 0) return test === null || test.includes(keeps);
  return !/^\d+$/.test(keeps) || Math.max(...numbers) < LARGE_STEP * Number(keeps);
};

/** As a call site of its own: one conversation, cut where `at` says. */
export const trimmedSite = ({ place, expression, how }: Trimmed, enclosing: string | null): SiteDraft => ({
  place, name: place, kind: 'template', sdk: 'prompt', provider: null, model: { id: null, from: 'unknown', candidates: [], place: null, params: [] },
  blocks: [{ role: 'user', breakpoint: null, place, parts: [{ kind: 'hole', hole: { expression, place, volatility: 'session', cause: '', origin: [], content: 'history', bounds: null, rewritten: how } }] }],
  outputLimit: null, outputSchema: null, tools: [], toolChoice: null, reasoning: null, multiple: null, use: 'unknown', fees: [], through: [], telemetryNames: [], problems: [], enclosing,
});
