/**
 * Whether a text written in front of a call may be put together in the call instead: it is sent by that call only, is made
 * anew for each, and its expressions mean the same in both places. Told by the source between the two.
 */
import type { CallSite } from '../call-site.ts';
import type { LineIndex } from '../document.ts';
import type { Run, Unit } from './run.ts';

export interface Between {
  readonly site: CallSite;
  /** Of the file both stand in. */
  readonly text: string;
  readonly lines: LineIndex;
  readonly run: Run;
}

export function isMadeForCall({ site, text, lines, run }: Between, moved: readonly Unit[]): boolean {
  const [start, end] = [run.operands[0]?.start ?? 0, lines.offsetAt(site.location.range.end)];
  if (start >= end || !moved.every((unit) => unit.kind !== 'hole' || meansTheSame(unit.raw, text))) return false;
  const name = /(?:^|[\s;{])(?:const |let |var )?([\w$]+)(?:\s*:[^=\n]+)?\s*=\s*\(?\s*$/.exec(text.slice(Math.max(0, start - 200), start))?.[1];
  if (name === undefined) return false;
  const word = name.replaceAll('$', '\\$');
  const asKey = new RegExp(`([{(,]\\s*)${word}(?=\\s*[:=](?!=))`, 'g');
  const used = (source: string): number => [...source.replace(asKey, '$1').matchAll(new RegExp(`(?<![\\w$."'])${word}(?![\\w$"'])`, 'g'))].length;
  const code = withoutPrompts(site, run, text, lines);
  return !BRANCHES.test(code.slice(start, end)) && used(code.slice(start, end)) === 1 && used(restOfFunction(text.slice(end))) === 0;
}

/** What may run the call more often than the text is made, or not at all. */
const BRANCHES = /\b(?:def|class|function|for|while|if|else|elif|except|catch|case|lambda)\b|=>/;

/** Static text of the prompt as blanks: a prompt says "for" and "if". */
function withoutPrompts(site: CallSite, run: Run, text: string, lines: LineIndex): string {
  let code = text;
  for (const { kind, location } of site.blocks.flatMap((block) => block.segments)) {
    if (kind !== 'static' || location.file !== run.file) continue;
    const { start, end } = { start: lines.offsetAt(location.range.start), end: lines.offsetAt(location.range.end) };
    code = code.slice(0, start) + ' '.repeat(end - start) + code.slice(end);
  }
  return code;
}

/** Up to the next thing that begins further out. */
const restOfFunction = (text: string): string => text.slice(0, /\n(?:\}|(?:async )?def |class |@|export |(?:async )?function )/.exec(text)?.index ?? text.length);

/** Only what is known wherever it stands: imports of the file, and what the language brings. */
function meansTheSame(hole: string, text: string): boolean {
  const expression = hole.replace(/^\$?\{|\}$/g, '').replace(/"[^"]*"|'[^']*'/g, '""');
  const roots = [...expression.matchAll(/(?<![\w$.])[A-Za-z_$][\w$]*/g)].map(([root]) => root);
  return roots.length > 0 && roots.every((root) => BUILT_IN.has(root) || new RegExp(`^(?:from\\s+\\S+\\s+)?import\\b[^\\n]*\\b${root.replaceAll('$', '\\$')}\\b`, 'm').test(text));
}

const BUILT_IN: ReadonlySet<string> = new Set(['new', 'Date', 'Math', 'crypto', 'performance', 'Intl', 'String', 'str', 'undefined', 'None', 'null', 'true', 'false', 'True', 'False']);
