/**
 * Adds a named argument behind the last one of a call, in the manner of the ones that stand there:
 *
 *     create(model=M, messages=m)          →  create(model=M, messages=m, max_tokens=64)
 *     create({ model: M, messages })       →  create({ model: M, messages, max_tokens: 64 })
 */
import type { FileEdits, FileId, LineIndex, Location, SourceFile } from '../document.ts';
import { closingBracket } from './brackets.ts';

export interface SourceAccess {
  source(file: FileId): SourceFile | undefined;
  lines(file: FileId): LineIndex;
}

/** Null where the arguments do not stand plainly in the call. */
export function addArgument(call: Location, name: string, value: string, { source, lines }: SourceAccess): readonly FileEdits[] | null {
  const found = source(call.file);
  if (found === undefined) return null;
  const { text, language } = found;
  const index = lines(call.file);
  const [start, end] = [index.offsetAt(call.range.start), index.offsetAt(call.range.end)];
  const isPython = language === 'python';
  const opened = argumentsOf(text, start, end, isPython);
  if (opened === null) return null;
  const list = isPython ? opened : objectIn(text, opened);
  if (list === null) return null;
  const inner = text.slice(list.open + 1, list.close);
  if (new RegExp(`(?:^|[\\s,{(])${name}\\s*[=:,}]`).test(inner)) return null;
  const at = insertion(text, list, isPython ? `${name}=${value}` : `${name}: ${value}`);
  return at === null ? null : [{ file: call.file, edits: [{ range: index.rangeOf({ start: at.start, end: at.start }), newText: at.newText }] }];
}

export interface Brackets {
  readonly open: number;
  readonly close: number;
}

/** The round brackets that end the call. */
export function argumentsOf(text: string, start: number, end: number, isPython: boolean): Brackets | null {
  if (text[end - 1] !== ')') return null;
  for (let open = text.indexOf('(', start); open >= 0 && open < end; open = text.indexOf('(', open + 1)) {
    if (closingBracket(text, open, isPython) === end - 1) return { open, close: end - 1 };
  }
  return null;
}

/** An object that is the first argument, or the only thing in it: others are left alone. */
export function objectIn(text: string, { open, close }: Brackets): Brackets | null {
  const brace = open + 1 + (/^\s*/.exec(text.slice(open + 1))?.[0].length ?? 0);
  if (text[brace] !== '{') return null;
  const ends = closingBracket(text, brace, false);
  return ends === null || ends > close ? null : { open: brace, close: ends };
}

export function insertion(text: string, { open, close }: Brackets, entry: string): { readonly start: number; readonly newText: string } | null {
  const inner = text.slice(open + 1, close);
  const content = inner.trimEnd();
  if (content.trim() === '') return { start: open + 1, newText: entry };
  const lastLine = content.slice(content.lastIndexOf('\n') + 1);
  // Behind a comment an entry would become part of it.
  if (/(?:^|\s)(?:#|\/\/)/.test(lastLine) || content.endsWith('*/')) return null;
  const start = open + 1 + content.length;
  const comma = content.endsWith(',');
  const isBroken = /\n\s*$/.test(inner);
  if (!isBroken) return { start, newText: `${comma ? '' : ','} ${entry}` };
  const firstIndent = /\n([ \t]*)\S/.exec(inner)?.[1] ?? '';
  const newline = inner.includes('\r\n') ? '\r\n' : '\n';
  return { start, newText: `${comma ? '' : ','}${newline}${firstIndent}${entry}${comma ? ',' : ''}` };
}
