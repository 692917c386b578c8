/** Turns `system=PROMPT` of an Anthropic call into one marked block. */
import type { CallSite } from '../call-site.ts';
import type { FileEdits, FileId, LineIndex, SourceFile } from '../document.ts';
import { rangeContains } from '../document.ts';

/** Null unless the argument is plainly a text: anything else may be a list of blocks already. */
export function addBreakpoint(site: CallSite, source: (file: FileId) => SourceFile | undefined, lines: (file: FileId) => LineIndex): readonly FileEdits[] | null {
  const block = site.blocks.find((each) => each.role === 'system');
  const file = block?.location.file;
  const text = file === undefined ? undefined : source(file)?.text;
  if (!site.sdk.startsWith('anthropic.') || block === undefined || file === undefined || text === undefined) return null;
  if (file !== site.location.file || !rangeContains(site.location.range, block.location.range.start)) return null;
  const index = lines(file);
  const [start, end] = [index.offsetAt(block.location.range.start), index.offsetAt(block.location.range.end)];
  // A block stands at its value, or at the whole entry of an object: `system: PROMPT`.
  const entry = /^system\s*:\s*/.exec(text.slice(start, end))?.[0] ?? '';
  const argument = /\bsystem\s*([=:])\s*$/.exec(text.slice(Math.max(0, start - 40), start) + entry);
  const value = text.slice(start + entry.length, end);
  if (argument === null || value === '' || /^\s*[[{]/.test(value)) return null;
  const newText = argument[1] === '='
    ? `[{"type": "text", "text": ${value}, "cache_control": {"type": "ephemeral"}}]`
    : `[{ type: 'text', text: ${value}, cache_control: { type: 'ephemeral' } }]`;
  return [{ file, edits: [{ range: index.rangeOf({ start: start + entry.length, end }), newText }] }];
}
