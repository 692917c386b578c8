/**
 * Rounds a time to the day where it is written, so that a prompt changes once a day:
 *
 *     {datetime.now()}                            {datetime.now().date()}
 *     datetime.now().strftime("%Y-%m-%d %H:%M")   datetime.now().strftime("%Y-%m-%d")
 *     ${new Date().toISOString()}                 ${new Date().toISOString().slice(0, 10)}
 */
import type { Hole } from '../call-site.ts';
import type { FileEdits, LineIndex, SourceFile } from '../document.ts';

const NOW = String.raw`(?:datetime\.)?datetime\.(?:now|utcnow|today)\((?:[\w.=]*(?:\([^()]*\))?)\)`;

interface Rounding {
  readonly at: RegExp;
  to(match: RegExpExecArray): string;
}

const DAY_ONLY = /^[^%]*(?:%[aAbBdDeFjmuUVwWxyY%-][^%]*)+$/;

const ROUNDINGS: readonly Rounding[] = [
  { at: new RegExp(String.raw`(${NOW})\.strftime\((["'])([^"']*)\2\)`), to: ([, now = '', quote = '', format = '']) => `${now}.strftime(${quote}${dayOf(format)}${quote})` },
  { at: new RegExp(String.raw`(?:time)\.strftime\((["'])([^"']*)\1((?:,[^()]*(?:\([^()]*\))?)?)\)`), to: ([, quote = '', format = '', rest = '']) => `time.strftime(${quote}${dayOf(format)}${quote}${rest})` },
  { at: new RegExp(String.raw`(${NOW})\.isoformat\([^()]*\)`), to: ([, now = '']) => `${now}.date().isoformat()` },
  { at: new RegExp(String.raw`(${NOW})(?=\s*(?:\}|\)|,|$))`), to: ([, now = '']) => `${now}.date()` },
  { at: /(new Date\(\)\.toISOString\(\))(?!\.(?:slice|split|substring))/, to: ([, now = '']) => `${now}.slice(0, 10)` },
  { at: /new Date\(\)\.toLocaleString\(([^(){}]*)\)/, to: ([, locale = '']) => `new Date().toLocaleDateString(${locale})` },
  { at: /new Date\(\)(?:\.to(?:String|UTCString|TimeString|LocaleTimeString)\([^()]*\))?(?=\s*(?:\}|\)|;|,|$))/, to: () => 'new Date().toDateString()' },
];

/** Directives of days only, with what stands between them; `%Y-%m-%d` where none is left. */
function dayOf(format: string): string {
  const kept = format.replace(/%c/g, '%x').replace(/(?:[T\s,:@-]|\bat\b)*%-?(?:H|I|M|S|p|f|z|Z|X|s|T|R)(?:(?:[:.\s]|\b(?:UTC|GMT)\b)*%-?(?:H|I|M|S|p|f|z|Z|X|s|T|R))*(?:\s*(?:UTC|GMT))?/g, '').trim();
  return kept === '' || !DAY_ONLY.test(kept) ? '%Y-%m-%d' : kept;
}

/** In the hole itself, or where the variable in it is assigned in the same file; null where neither shows a time it knows. */
export function coarsen(hole: Hole, source: (file: string) => SourceFile | undefined, lines: (file: string) => LineIndex): readonly FileEdits[] | null {
  const { file } = hole.location;
  const text = source(file)?.text;
  if (text === undefined || hole.volatility !== 'time') return null;
  const index = lines(file);
  const [start, end] = [index.offsetAt(hole.location.range.start), index.offsetAt(hole.location.range.end)];
  return roundedIn(file, text, start, end, index) ?? atAssignment(hole, text, index, start);
}

function roundedIn(file: string, text: string, start: number, end: number, index: LineIndex): readonly FileEdits[] | null {
  const written = text.slice(start, end);
  for (const { at, to } of ROUNDINGS) {
    const match = at.exec(written);
    if (match === null) continue;
    const from = start + match.index;
    const newText = to(match);
    return newText === match[0] ? null : [{ file, edits: [{ range: index.rangeOf({ start: from, end: from + match[0].length }), newText }] }];
  }
  return null;
}

/** `now = datetime.now()…` in front of the prompt, read nowhere else. */
function atAssignment(hole: Hole, text: string, index: LineIndex, before: number): readonly FileEdits[] | null {
  const name = /^(?:\$?\{)?\s*([A-Za-z_]\w*)\s*\}?$/.exec(text.slice(before, index.offsetAt(hole.location.range.end)))?.[1];
  if (name === undefined) return null;
  const assignments = [...text.matchAll(new RegExp(`^[ \\t]*(?:const |let |var )?${name}\\s*(?::\\s*\\w+\\s*)?=\\s*(?!=)(.*)$`, 'gm'))];
  const uses = text.match(new RegExp(`(?<![\\w.])${name}(?!\\w)`, 'g'))?.length ?? 0;
  const [assignment] = assignments;
  if (assignments.length !== 1 || assignment === undefined || uses !== 2 || assignment.index > before) return null;
  const end = assignment.index + assignment[0].length;
  return roundedIn(hole.location.file, text, end - (assignment[1]?.length ?? 0), end, index);
}
