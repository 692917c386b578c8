/** Writes the first fix of every finding that has one which keeps what is sent. Fixes that touch the same lines wait for the next time. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Finding } from '../core/analysis.ts';
import type { FileId, Range, TextEdit } from '../core/document.ts';
import { comparePositions, LineIndex } from '../core/document.ts';

export interface Fixed {
  readonly findings: number;
  readonly files: readonly FileId[];
}

export async function applyFixes(findings: readonly Finding[]): Promise<Fixed> {
  const edits = new Map<FileId, TextEdit[]>();
  let applied = 0;
  for (const { fixes } of findings) {
    const fix = fixes.find(({ alters }) => alters !== true);
    if (fix === undefined) continue;
    const clashes = fix.edits.some(({ file, edits: wanted }) => wanted.some((edit) => (edits.get(file) ?? []).some((old) => overlap(old.range, edit.range))));
    if (clashes) continue;
    for (const { file, edits: wanted } of fix.edits) edits.set(file, [...(edits.get(file) ?? []), ...wanted]);
    applied += 1;
  }
  for (const [file, wanted] of edits) await rewrite(file, wanted);
  return { findings: applied, files: [...edits.keys()] };
}

/** The text with edits that do not overlap; positions are those of the text before. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  const byStart = edits.map((edit, index) => ({ ...edit, index, start: lines.offsetAt(edit.range.start), end: lines.offsetAt(edit.range.end) }))
    .sort((a, b) => a.start - b.start || a.index - b.index);
  let result = '';
  let at = 0;
  for (const { start, end, newText } of byStart) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

async function rewrite(file: FileId, edits: readonly TextEdit[]): Promise<void> {
  const stored = await readFile(file, 'utf8');
  const mark = stored.startsWith('\uFEFF') ? '\uFEFF' : '';
  await writeFile(file, mark + withEdits(stored.slice(mark.length), edits));
}

/** Touching counts: two insertions at one place would depend on their order. */
const overlap = (a: Range, b: Range): boolean => comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
