/**
 * Whether a call is sent a part of a conversation only: its newest messages, or some others.
 * Told by the code of the functions around the call, back from what the call is given to where that was cut:
 *
 *     recent = self.messages[-10:]                        the newest ten
 *     messages = [system]
 *     for message in recent: messages.append(message)
 *     client.chat.completions.create(messages=messages)   ← from here
 */
import type { Argument, Expression, ExpressionOf, FunctionNode } from '../syntax/ir.ts';
import { allExpressionsDeep, allStatements, dottedName, expressionsIn, methodOf, numberOf } from '../syntax/walk.ts';
import type { Span } from '../document.ts';
import type { Frame } from '../values/machine.ts';
import type { Place } from '../values/value.ts';

export interface ExcerptDraft {
  /** The cut: `self.messages[-10:]`. */
  readonly place: Place;
  /** The oldest messages are left out, so that the front moves with every turn. */
  readonly newest: boolean;
  /** Written into a text instead of sent as messages. */
  readonly asText: boolean;
  /** Messages that are left; null when the code says no number here. */
  readonly count: number | null;
}

/** A cheap look at a file's text. */
const CUTS = /\[\s*-\s*[\w.]+\s*:\s*\]|\[\s*:\s*[\w.]+\s*\]|\.slice\(/;

/** Functions around a call that are looked at. */
const NEAR = 3;

/** Null where all of a conversation is sent, or none. Of several cuts, one that sends the newest messages. */
export const excerptSent = (at: Place, frames: readonly Frame[], text: (file: string) => string): ExcerptDraft | null => {
  const found: ExcerptDraft[] = [];
  let place: Place | null = at;
  let wanted: ReadonlyMap<string, boolean> | null = null;
  for (const { node, scope, callPlace } of frames.slice(-NEAR).toReversed()) {
    const call = node === null || place === null || place.file !== scope.file ? null : callAt(node, place.span);
    if (node === null || call === null) break;
    const { cuts, parameters } = originsOf(node, givenTo(call, wanted), CUTS.test(text(scope.file)));
    found.push(...cuts.map(({ span, ...cut }) => ({ ...cut, place: { file: scope.file, span } })));
    if (parameters.size === 0) break;
    wanted = parameters;
    place = callPlace;
  }
  return found.find((each) => each.newest && !each.asText) ?? found[0] ?? null;
};

const callAt = (node: FunctionNode, span: Span): ExpressionOf<'call'> | null => {
  const written = [...expressionsIn(node.body), ...(node.result === undefined ? [] : [node.result])].flatMap(allExpressionsDeep);
  const call = written.find((each) => each.kind === 'call' && each.span.start === span.start && each.span.end === span.end);
  return call?.kind === 'call' ? call : null;
};

interface Flow {
  readonly value: Expression;
  readonly asText: boolean;
}

interface Cut extends Omit<ExcerptDraft, 'place'> {
  readonly span: Span;
}

/** What is no message. */
const BESIDE = /^(?:model|tools?|tool_?choice|functions?|response_?format|schema|metadata|stop|config|options)$/i;

/** Arguments of the call; of one that hands parameters on, by name or place, those alone. */
const givenTo = (call: ExpressionOf<'call'>, wanted: ReadonlyMap<string, boolean> | null): readonly Flow[] => {
  const asText = (arg: Argument): boolean | undefined => (wanted === null || arg.name === undefined ? undefined : wanted.get(arg.name));
  return call.args.flatMap((arg) => (arg.name !== undefined && (BESIDE.test(arg.name) || (wanted !== null && !wanted.has(arg.name))) ? []
    : [{ value: arg.value, asText: asText(arg) ?? (wanted !== null && [...wanted.values()].every(Boolean)) }]));
};

/** Back from what is given to where it was cut, or came in as a parameter. */
const originsOf = (node: FunctionNode, given: readonly Flow[], mayCut: boolean): { readonly cuts: readonly Cut[]; readonly parameters: ReadonlyMap<string, boolean> } => {
  const cuts: Cut[] = [];
  const parameters = new Map<string, boolean>();
  const statements = allStatements(node.body);
  const seen = new Set<string>();
  const made = new Set(statements.flatMap((each) => (each.kind === 'assign' ? dottedName(each.target) ?? [] : [])));
  const follow = ({ value, asText }: Flow): void => {
    const cut = mayCut ? cutOf(value) : null;
    if (cut !== null) {
      cuts.push({ ...cut, asText });
      return;
    }
    const name = dottedName(value);
    // `message.content` is of the conversation that `message` is.
    if (name === null || (value.kind === 'member' && !made.has(name))) {
      for (const part of madeOf(value)) follow({ value: part, asText: asText || isText(value) });
      return;
    }
    if (seen.has(name)) return;
    seen.add(name);
    if (node.params.some((param) => param.name === name)) parameters.set(name, asText);
    for (const statement of statements) {
      if (statement.kind === 'assign' && dottedName(statement.target) === name) follow({ value: statement.value, asText });
      if (statement.kind === 'loop' && statement.iterable !== undefined && statement.target !== undefined && dottedName(statement.target) === name) follow({ value: statement.iterable, asText });
      const added = statement.kind === 'expression' ? methodOf(statement.value) : null;
      if (added !== null && ADDS.test(added.name) && dottedName(added.on) === name) for (const arg of added.args) follow({ value: arg, asText });
    }
  };
  for (const flow of given) follow(flow);
  return { cuts, parameters };
};

const ADDS = /^(?:append|push|extend|insert|unshift)$/;

const isText = (value: Expression): boolean =>
  value.kind === 'string' || value.kind === 'tagged' || (methodOf(value) !== null && /^(?:join|dumps|stringify|format|toString)$/.test(methodOf(value)?.name ?? ''));

/** What a value is put together from, as far as messages go. */
const madeOf = (value: Expression): readonly Expression[] => {
  switch (value.kind) {
    case 'string': return value.parts.flatMap((part) => (part.kind === 'hole' ? [part.expression] : []));
    case 'tagged': return [value.template];
    case 'list': return value.items.map((item) => (item.kind === 'spread' ? item.value : item));
    case 'record': return value.entries.flatMap((each) => (each.kind === 'entry' && each.key.kind === 'name' && BESIDE.test(each.key.name) ? [] : [each.value]));
    case 'binary': return [value.left, value.right];
    case 'conditional': return [value.then, value.otherwise];
    case 'await': case 'assignment': return [value.value];
    case 'comprehension': return [value.element, ...value.clauses.map((clause) => clause.iterable)];
    case 'slice': case 'index': case 'member': return [value.object];
    case 'call': return [...(value.callee.kind === 'member' ? [value.callee.object] : []), ...value.args.map((arg) => arg.value)];
    default: return [];
  }
};

/** Nobody keeps a thousand messages: those are characters. */
const MOST_MESSAGES = 200;

const CONVERSATION = /(?:messages|history|msgs|conversation|turns|dialogu?e?)$/i;

/** `messages[-10:]`, `history.slice(-10)`; `messages[1:]` and `messages[:-1]` leave out what stands there once. */
const cutOf = (value: Expression): Omit<Cut, 'asText'> | null => {
  const method = methodOf(value);
  const [object, from, to] = value.kind === 'slice' ? [value.object, value.from, value.to]
    : method?.name === 'slice' ? [method.on, method.args[0], method.args[1]] : [];
  if (object === undefined || !CONVERSATION.test(nameOf(object))) return null;
  if (to === undefined) {
    if (from?.kind !== 'unary' && (numberOf(from) ?? 0) >= 0) return null;
    const count = numberOf(from);
    if (count !== null && -count > MOST_MESSAGES) return null;
    return { span: value.span, newest: true, count: count === null ? null : -count };
  }
  const end = numberOf(to);
  return end !== null && end < 0 ? null : { span: value.span, newest: false, count: end };
};

/** The last name of `self.messages`, of `history` in `history.filter(…)`. */
const nameOf = (object: Expression): string => {
  const method = methodOf(object);
  return method === null ? dottedName(object) ?? '' : nameOf(method.on);
};
