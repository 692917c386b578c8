/** Where a bracket closes in source: strings and comments are passed over. */
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
