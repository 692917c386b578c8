/**
 * Takes a time once, in front of the loop whose calls send it:
 *
 *     for q in questions:                         now = datetime.now()
 *         now = datetime.now()                    for q in questions:
 *         ask(f"It is {now}. …", q)                   ask(f"It is {now}. …", q)
 *
 * Only for loops that end, over items or with somebody at a terminal: in a service the time would grow old.
 */
import type { CallSite, Hole } from '../call-site.ts';
import type { FileEdits, Span } from '../document.ts';
import type { SourceAccess } from './add-argument.ts';
import { indentOf, isInBody, isInFront, lineAt, loopAround } from './loops.ts';
import type { Loop } from './loops.ts';

const ZONE = String.raw`(?:tz\s*=\s*)?(?:(?:datetime\.)?(?:timezone\.utc|UTC)|ZoneInfo\(["'][\w/]+["']\))`;
/** Times that depend on nothing but the clock. */
const PYTHON = String.raw`(?:datetime\.)?datetime\.(?:now|utcnow|today)\((?:${ZONE})?\)(?:\.(?:strftime|isoformat|date|time|timestamp)\((?:["'][^"'{}]*["'])?\))*|time\.(?:time\(\)|strftime\(["'][^"'{}]*["']\))`;
const OPTIONS = String.raw`(?:["'][\w-]+["']|undefined)(?:,\s*\{(?:\s*\w+:\s*(?:["'][\w/ -]*["']|\w*\d|true|false)\s*,?)*\s*\})?`;
const ECMASCRIPT = String.raw`new Date\(\)(?:\.to\w+\((?:${OPTIONS})?\))?|Date\.now\(\)`;

interface Found {
  readonly text: string;
  readonly isPython: boolean;
  readonly loop: Loop;
  /** Of the hole. */
  readonly span: Span;
}

/** Characters; looking for brackets in longer files takes long, and nobody writes them. */
const LONGEST = 200_000;

function find({ location, retry }: CallSite, hole: Hole, { source, lines }: SourceAccess): Found | null {
  const found = source(location.file);
  // The tries of one call are no loop over calls. A notebook's text is not its code.
  if (found === undefined || found.text.length > LONGEST || found.language === 'jupyter' || hole.location.file !== location.file || retry?.layers.some(({ by }) => by === 'loop') === true) return null;
  const isPython = found.language === 'python';
  const index = lines(location.file);
  const loop = loopAround(found.text, index.offsetAt(location.range.start), isPython);
  const span = { start: index.offsetAt(hole.location.range.start), end: index.offsetAt(hole.location.range.end) };
  if (loop === null || !ends(found.text, loop) || span.start < loop.body || span.end > loop.end) return null;
  return { text: found.text, isPython, loop, span };
}

const UNENDING = /stream|queue|consum|listen|poll|watch|subscri|event|\b(?:count|cycle|iter|range)\(|attempt|retr/i;

/** Over items, or as long as somebody types. */
function ends(text: string, { header, body, end }: Loop): boolean {
  const items = /^for\s+[\w\s,()]+\s+in\s+(.+?):|^for\s*\(\s*(?:const|let)\s+[\w\s,[\]{}]+\s+of\s+(.+)\)$/.exec(header);
  if (items !== null) return !UNENDING.test(header);
  return header.startsWith('while') && /\binput\(|\.question\(|(?<![.\w])prompt\(/.test(text.slice(body, end));
}

/** The hole's time is taken in front of the loop already: its calls send the same. */
export function isTakenBefore(site: CallSite, hole: Hole, access: SourceAccess): boolean {
  const [origin] = hole.origin;
  const found = origin === undefined || origin.file !== site.location.file ? null : find(site, hole, access);
  if (found === null || origin === undefined) return false;
  const at = access.lines(origin.file).offsetAt(origin.range.start);
  const name = /^\s*(?:const |let |var )?([A-Za-z_$][\w$]*)\s*(?::[^=]+)?=(?!=)/.exec(lineAt(found.text, at))?.[1];
  return name !== undefined && isInFront(found.text, at, found.loop, found.isPython) && wordsIn(found.text.slice(found.span.start, found.span.end)).includes(name)
    && !assigns(found.text.slice(found.loop.body, found.loop.end), name);
}

const wordsIn = (text: string): readonly string[] => text.match(/[A-Za-z_$][\w$]*/g) ?? [];

const assigns = (text: string, name: string): boolean => new RegExp(`(?<![\\w.$])${name.replaceAll('$', '\\$')}\\s*(?:[-+*/]?=(?!=)|:=)`).test(text);

/** Null where the time is written in a way that may depend on the loop. */
export function hoist(site: CallSite, hole: Hole, access: SourceAccess): readonly FileEdits[] | null {
  const found = hole.volatility === 'time' ? find(site, hole, access) : null;
  if (found === null) return null;
  const body = found.text.slice(found.loop.body, found.loop.end);
  // What the expression names must mean the same in front of the loop.
  if (/^\s*(?:from|import)\s/m.test(body) || ['datetime', 'time', 'Date', 'timezone', 'ZoneInfo'].some((name) => assigns(body, name))) return null;
  const edits = movedLine(found) ?? newName(found);
  const index = access.lines(site.location.file);
  return edits === null ? null : [{ file: site.location.file, edits: edits.map(({ newText, ...span }) => ({ range: index.rangeOf(span), newText })) }];
}

type Edits = readonly (Span & { readonly newText: string })[];

/** `now = datetime.now()` in the loop, read in this hole only. */
function movedLine({ text, isPython, loop, span }: Found): Edits | null {
  const name = /^(?:\$?\{)?\s*([A-Za-z_]\w*)\s*(?:[.:!][^{}]*)?\}?$/.exec(text.slice(span.start, span.end))?.[1];
  if (name === undefined) return null;
  const time = isPython ? PYTHON : ECMASCRIPT;
  const lines = [...text.matchAll(new RegExp(String.raw`^[ \t]*(?:const )?${name}\s*=\s*(?:${time});?[ \t]*(?:(?:#|//).*)?\r?\n`, 'gm'))];
  const uses = text.match(new RegExp(`(?<![\\w.])${name}(?!\\w)`, 'g'))?.length ?? 0;
  const [line] = lines;
  const start = line?.index ?? -1;
  if (line === undefined || lines.length !== 1 || uses !== 2 || !isInBody(text, start + indentOf(line[0]).length, loop, isPython)) return null;
  return [
    { start: loop.start, end: loop.start, newText: loop.indent + line[0].trimStart() },
    { start, end: start + line[0].length, newText: '' },
  ];
}

const NAMES = { python: ['now', 'started_at'], ecmascript: ['now', 'startedAt'] };

/** The time stands in the hole: it gets a name nothing else in the file has. */
function newName({ text, isPython, loop, span }: Found): Edits | null {
  const written = text.slice(span.start, span.end);
  const match = new RegExp(String.raw`^((?:\$?\{)?\s*)(${isPython ? PYTHON : ECMASCRIPT})(?=\s*(?::[^{}]*)?\}?$)`).exec(written);
  const name = NAMES[isPython ? 'python' : 'ecmascript'].find((each) => !new RegExp(`(?<!\\.)\\b${each}\\b`).test(text));
  if (match === null || name === undefined) return null;
  const [, open = '', time = ''] = match;
  const newline = text.slice(0, loop.start).endsWith('\r\n') ? '\r\n' : '\n';
  const start = span.start + open.length;
  return [
    { start: loop.start, end: loop.start, newText: `${loop.indent}${isPython ? '' : 'const '}${name} = ${time}${isPython ? '' : ';'}${newline}` },
    { start, end: start + time.length, newText: name },
  ];
}
