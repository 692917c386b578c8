/** Where something stands in a text, as editors count: from one. */
import type { Place } from './window.ts';

/** The first character of `needle`, or `offset` characters behind it. */
export function placeOf(text: string, needle: string, offset = 0): Place {
  const start = text.indexOf(needle);
  if (start < 0) throw new Error(`The fixture does not contain ${JSON.stringify(needle)}.`);
  const before = text.slice(0, start + offset);
  const line = before.split('\n').length;
  return { line, column: before.length - before.lastIndexOf('\n') };
}
