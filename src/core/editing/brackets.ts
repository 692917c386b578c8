/** Brackets in source, and what stands between them: strings and comments are passed over. */
import type { Span } from '../document.ts';

const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Index of the bracket that closes the one at `open`; null where the source does not show it plainly. */
export function closingBracket(text: string, open: number, isPython: boolean): number | null {
  const expected: string[] = [];
  for (let at = open; at < text.length; at += 1) {
    const unit = text.charAt(at);
    const passed = stringEnd(text, at, isPython) ?? commentEnd(text, at, isPython);
    if (passed !== null) {
      at = passed - 1;
      continue;
    }
    const closes = PAIRS[unit];
    if (closes !== undefined) expected.push(closes);
    else if (unit === ')' || unit === ']' || unit === '}') {
      if (expected.pop() !== unit) return null;
      if (expected.length === 0) return at;
    }
  }
  return null;
}

/** What stands between the commas of a list, a record or arguments, without the space and the comments around it. */
export function itemsIn(text: string, open: number, isPython: boolean): readonly Span[] | null {
  const close = closingBracket(text, open, isPython);
  if (close === null) return null;
  const items: Span[] = [];
  let item: Span = { start: -1, end: -1 };
  for (let at = open + 1; at < close; at += 1) {
    const passed = commentEnd(text, at, isPython);
    if (passed !== null) {
      at = passed - 1;
      continue;
    }
    const unit = text.charAt(at);
    if (unit === ',') {
      if (item.start >= 0) items.push(item);
      item = { start: -1, end: -1 };
    } else if (!/\s/.test(unit)) {
      const end = stringEnd(text, at, isPython) ?? (unit in PAIRS ? (closingBracket(text, at, isPython) ?? at) + 1 : at + 1);
      item = { start: item.start < 0 ? at : item.start, end };
      at = end - 1;
    }
  }
  return item.start < 0 ? items : [...items, item];
}

/** The record that holds what stands at `near`. */
export function recordAround(text: string, near: number, isPython: boolean): Span | null {
  for (let open = text.lastIndexOf('{', near - 1), tries = 0; open >= 0 && tries < 20; open = text.lastIndexOf('{', open - 1), tries += 1) {
    const close = closingBracket(text, open, isPython);
    // A hole of a text in front of the entry closes before it.
    if (close !== null && close >= near) return { start: open, end: close + 1 };
  }
  return null;
}

const QUOTES = { python: ['"""', "'''", '"', "'"], ecmascript: ['"', "'", '`'] };

/** End of the string that starts here; null when none does. A template's interpolations may hold strings of their own. */
function stringEnd(text: string, start: number, isPython: boolean): number | null {
  const quote = QUOTES[isPython ? 'python' : 'ecmascript'].find((each) => text.startsWith(each, start));
  if (quote === undefined) return null;
  for (let at = start + quote.length; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (quote === '`' && text.startsWith('${', at)) at = closingBracket(text, at + 1, isPython) ?? text.length;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (text[at] === '\n' && (quote === '"' || quote === "'")) return at;
  }
  return text.length;
}

function commentEnd(text: string, start: number, isPython: boolean): number | null {
  if (!isPython && text.startsWith('/*', start)) {
    const end = text.indexOf('*/', start);
    return end < 0 ? text.length : end + 2;
  }
  if (isPython ? text[start] !== '#' : !text.startsWith('//', start)) return null;
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}
