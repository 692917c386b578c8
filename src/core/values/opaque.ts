/** Values from outside: how they are described, how often they change, and the holes they leave in a text. */
import { joinVolatility, volatilityRank } from './volatility.ts';
import type { Volatility } from './volatility.ts';
import { classify } from './builtins/classify.ts';
import { keptBy, paceOf } from './moments.ts';
import type { Pace } from './moments.ts';
import { deref } from './value.ts';
import type { Args, HoleValue, OpaqueValue, Part, Phase, Place, Value } from './value.ts';
import type { Machine } from './machine.ts';

const MAX_EXPRESSION = 120;

export const shorten = (source: string): string => {
  const flat = source.replace(/\s+/g, ' ').trim();
  return flat.length > MAX_EXPRESSION ? `${flat.slice(0, MAX_EXPRESSION - 1)}…` : flat;
};

export const external = (module: string, name: string, place: Place, phase: Phase): OpaqueValue => ({
  kind: 'opaque', key: `${module}:${name}`, module, parent: null, args: null, place, phase,
});

export interface UnknownOptions {
  readonly volatility: Volatility;
  readonly cause?: string;
  readonly content?: HoleValue['content'];
  readonly param?: string;
  readonly type?: Value;
  readonly bounds?: HoleValue['bounds'];
  readonly phase?: Phase;
}

/** An unknown value; `name` is how code calls it. */
export const unknown = (name: string, place: Place, options: UnknownOptions): OpaqueValue => ({
  kind: 'opaque', key: `?:${name}`, module: '?', parent: null, args: null, place, phase: options.phase ?? 'call',
  hole: {
    expression: name, place, volatility: options.volatility, cause: options.cause ?? name, origin: [place], content: options.content ?? 'text',
    bounds: options.bounds ?? null, ...(options.param ? { param: options.param } : {}),
  },
  ...(options.type ? { type: options.type } : {}),
});

const MAX_KEY = 240;

export const step = (parent: OpaqueValue, name: string, place: Place, phase: Phase): OpaqueValue => ({
  kind: 'opaque', key: parent.key.length > MAX_KEY ? '?:…' : parent.key.endsWith(':') ? `${parent.key}${name}` : `${parent.key}.${name}`, module: parent.module, parent, args: null, place, phase,
});

export const called = (callee: OpaqueValue, args: Args, place: Place, phase: Phase): OpaqueValue => ({
  kind: 'opaque', key: `${callee.key}()`, module: callee.module, parent: callee, args, place, phase,
});

/** Deeper, wider and larger than this the answer is as good as known. */
const MAX_DEPTH = 7;
const MAX_WIDTH = 60;
const MAX_VALUES = 1_000;
/** A search through many values costs the steps it takes. */
const VALUES_A_STEP = 50;

interface Changes extends Pace {
  readonly cause: string;
}

/** One search for what makes a value change. */
interface Search {
  readonly machine: Machine;
  /** Values that may still be looked at: lists of lists of lists have very many. */
  left: number;
}

/** How often a value changes, and what makes it change. */
export const changesOf = (value: Value, machine: Machine): Changes => {
  const search: Search = { machine, left: MAX_VALUES };
  const changes = changesIn(value, search, 0);
  for (let looked = MAX_VALUES - search.left; looked >= VALUES_A_STEP; looked -= VALUES_A_STEP) machine.spend();
  return changes;
};

const changesIn = (value: Value, search: Search, depth: number): Changes => {
  const plain = deref(value);
  search.left -= 1;
  if (depth > MAX_DEPTH || search.left < 0) return { volatility: 'request', cause: '' };
  const among = (values: readonly Value[]): Changes => strongest(values.slice(0, MAX_WIDTH).map((each) => changesIn(each, search, depth + 1)));
  switch (plain.kind) {
    case 'text': return partsChange(plain.parts);
    case 'opaque': return opaqueChanges(plain, search, depth);
    case 'list': return among(plain.items.map((item) => item.value));
    case 'record': return among([...plain.entries.map((entry) => entry.value), ...(plain.rest ? [plain.rest] : [])]);
    case 'union': return among(plain.members.map((member) => member.value));
    case 'instance': return among([...plain.attributes.values()].filter((attribute) => deref(attribute).kind !== 'instance'));
    default: return CONSTANT;
  }
};

const CONSTANT: Changes = { volatility: 'constant', cause: '' };

/** What changes most often. An hour together with what each request brings is another one each time. */
const strongest = (all: readonly Changes[]): Changes => {
  const most = all.reduce((a, b) => (joinVolatility(a.volatility, b.volatility) === a.volatility && !(a.hourly && b.volatility === 'time') ? a : b), CONSTANT);
  return most.hourly && all.some((each) => !each.hourly && volatilityRank(each.volatility) >= volatilityRank('user')) ? { ...most, hourly: undefined } : most;
};

const changesAt = ({ volatility, cause, hourly }: HoleValue): Changes => ({ volatility, cause, ...(hourly ? { hourly } : {}) });

/** Parts do not change, so neither does the answer; alternatives are shared by many texts. */
const changesOfParts = new WeakMap<readonly Part[], Changes>();

const partsChange = (parts: readonly Part[]): Changes => {
  const known = changesOfParts.get(parts);
  if (known) return known;
  const changes = strongest(parts.map((part) => {
    if (part.kind === 'hole') return changesAt(part.hole);
    return part.kind === 'choice' ? strongest(part.options.map(partsChange)) : CONSTANT;
  }));
  changesOfParts.set(parts, changes);
  return changes;
};

/** The language's own functions answer the same for the same. */
const PURE = /^:(len|range|str|int|float|bool|sorted|reversed|list|dict|tuple|set|frozenset|enumerate|zip|map|filter|min|max|sum|any|all|abs|round|repr|type|isinstance|hasattr|getattr|bytes|format|super|Math|JSON|Object|Array|String|Number|Boolean|Symbol|Map|Set|RegExp|Promise|Intl|Error|TypeError|URL|URLSearchParams|encodeURIComponent|decodeURIComponent|parseInt|parseFloat|Buffer|TextEncoder|TextDecoder)\b/;

/** Values do not change, so neither does the answer. */
const remembered = new WeakMap<OpaqueValue, Changes>();

const opaqueChanges = (value: OpaqueValue, search: Search, depth: number): Changes => {
  const known = remembered.get(value);
  if (known) return known;
  const changes = opaqueChangesAnew(value, search, depth);
  remembered.set(value, changes);
  return changes;
};

const opaqueChangesAnew = (value: OpaqueValue, search: Search, depth: number): Changes => {
  const { machine } = search;
  const builtins = machine.builtins(value.place.file);
  const rule = classify(builtins, value.key);
  const settle = (changes: Changes): Changes => {
    const settled = { ...changes, volatility: byPhase(changes.volatility, value.phase) };
    return settled.volatility === 'time' ? paceOf(settled, keptBy(value, builtins, rule, machine.program.source(value.place))) : settled;
  };
  if (rule.volatility && !isFixedDate(value)) return settle({ volatility: rule.volatility, cause: value.key.replace(/^[^:]*:(default\b)?/, '') });
  if (value.hole) return changesAt(value.hole);
  if (value.parent === null) return CONSTANT;
  const parent = opaqueChanges(value.parent, search, depth + 1);
  const args = value.args ? strongest([...value.args.positional, ...value.args.named.values()].map((arg) => changesIn(arg, search, depth + 1))) : CONSTANT;
  let result = settle(strongest([parent, args]));
  // A call into a library answers something else each time, unless its name says it reads settings.
  if (value.args && result.volatility === 'constant' && !PURE.test(value.key)) result = { volatility: /conf|setting|load|read|environ|version|getenv|schema|client|template|instructions/i.test(value.key) ? 'process' : 'request', cause: lastName(value.key) };
  return { ...result, volatility: byPhase(result.volatility, value.phase) };
};

/** `new Date(x)` is a time only when no moment is given. */
const isFixedDate = (value: OpaqueValue): boolean => value.key === ':Date()' && (value.args?.positional.length ?? 0) > 0;

/** What is computed while a module is imported or an object is built stays as it is for as long as that lives. */
export const byPhase = (volatility: Volatility, phase: Phase): Volatility => {
  if (volatility === 'constant' || phase === 'call') return volatility;
  if (phase === 'import') return 'process';
  return volatility === 'request' || volatility === 'time' || volatility === 'random' || volatility === 'day' ? 'session' : volatility;
};

export const lastName = (key: string): string => {
  let end = key.length;
  while (end > 1 && key[end - 1] === ')' && key[end - 2] === '(') end -= 2;
  let start = end;
  while (start > 0 && isNamePart(key.charCodeAt(start - 1))) start -= 1;
  return start === end ? key : key.slice(start, end);
};

const isNamePart = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57) || unit === 95 || unit === 36;

/** The hole a value leaves in a text. `expression` and `place` are where it is filled in. */
export const holeOf = (value: Value, place: Place, machine: Machine): HoleValue => {
  const plain = deref(value);
  const { volatility, cause, hourly } = changesOf(plain, machine);
  const own = plain.kind === 'opaque' ? plain : null;
  const begin = own ? beginOf(own) : null;
  const param = own ? paramOf(own) : undefined;
  return {
    expression: shorten(machine.program.source(place)), place, volatility, cause, ...(hourly ? { hourly } : {}),
    origin: own && !samePlace(own.place, place) ? [own.place, ...(begin && begin !== own && !samePlace(begin.place, own.place) ? [begin.place] : [])] : [],
    content: isOfOne(own, machine) ? 'text' : begin?.hole?.content ?? 'text', bounds: own?.hole?.bounds ?? null,
    ...(param === undefined ? {} : { param }),
    ...(own?.hole?.unstableOrder ? { unstableOrder: own.hole.unstableOrder } : {}),
  };
};

/** `history[-1]`, `messages.at(-1).content`: of one message of a conversation, which does not grow. */
export const isOfOne = (value: OpaqueValue | null, machine: Machine): boolean => {
  for (let current = value; current; current = current.parent) {
    if (/\.(?:\[\]|at\(\))$/.test(current.key) && ONE.test(machine.program.source(current.place))) return true;
  }
  return false;
};

const ONE = /(?:\[\s*-?\d+\s*\]|\.at\(\s*-?\d+\s*\))$/;

/** Calls that answer the text or messages they are given in another form. */
const REFORMING = /(?:^|[:._])\w*(?:strip|trim|trunc|dedent|clean|clip|short|limit|compress|escape|redact|mask|anonymi|sanit|normali|format|convert|encode|decode|dumps?|copy|str|to_|prepare|preprocess|merge|filter)\w*\(\)$/i;

/** Calls whose answer is something else than what they are given: a model's, a search's, a file's. */
const ANSWERING = /(?:search|retriev|fetch|load|read|open|get|quer|ask|call|invoke|generat|complet|embed|summar|translat|run|chat|predict|respond|answer|pars|extract|creat|find|look|count|len|num|score|class|sav|send|log|print|hash|token|int|float|bool|range|type|key|is_|has_)\w*\(\)$/i;

/** What a client, a chain or an index that was given answers is nothing its caller wrote. */
const ANSWERED = /\.(?:create|parse|stream|complete|completion|acompletion|generate\w*|a?invoke|a?run|a?chat|ask|a?predict|search\w*|retrieve\w*|a?query|similarity_search\w*|embed\w*|execute|send\w*)\(\)/;

/** Whether a call answers, in another form, what it is given: its name says so, or it is a function nobody can see whose name says nothing else. */
export const isReforming = ({ key, module, args }: OpaqueValue): boolean =>
  args !== null && (REFORMING.test(key) || ((module === '?' || module === '') && !ANSWERING.test(key)));

/** The parameter a value is, as it is or in another form: `question.strip()`, `truncate(question)`. */
export const paramOf = (value: OpaqueValue, depth = 0): string | undefined => {
  if (ANSWERED.test(value.key)) return undefined;
  const own = value.hole?.param ?? beginOf(value).hole?.param;
  if (own !== undefined || depth > 3 || !value.args || !isReforming(value)) return own;
  for (const arg of [value.args.positional[0], ...value.args.named.values()]) {
    const plain = arg && deref(arg);
    const found = plain?.kind === 'opaque' ? paramOf(plain, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
};

export const rootOf = (value: OpaqueValue): OpaqueValue => {
  let current = value;
  while (current.parent) current = current.parent;
  return current;
};

/**
 * Where a value begins: its root, or the parameter it is read from where that is of a library's type, which is what
 * the parameter itself begins with: `options.prompt` of `options: z.infer<typeof Options>` is its caller's. What a
 * method of such a parameter answers is the library's.
 */
export const beginOf = (value: OpaqueValue): OpaqueValue => {
  const root = rootOf(value);
  if (root.hole) return root;
  let current = value;
  while (!current.hole && !current.args && current.parent) current = current.parent;
  return current.hole ? current : root;
};

export const samePlace = (a: Place, b: Place): boolean => a.file === b.file && a.span.start === b.span.start && a.span.end === b.span.end;

/** The key without calls that answer the same kind of thing, e.g. `client.with_options(…).chat`. */
export const isTransparent = (value: OpaqueValue, machine: Machine): boolean => classify(machine.builtins(value.place.file), value.key).transparent;
