/** Python's string literals: prefixes, escapes, f-string holes, adjacent literals. */
import type { Span } from '../../document.ts';
import type { ExpressionOf, StringPart } from '../ir.ts';
import type { LowerExpression, Lowering } from '../lowering.ts';
import { textOf } from '../lowering.ts';
import { childIn, namedChildren, spanOf } from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';

interface Prefix {
  readonly raw: boolean;
  readonly bytes: boolean;
  readonly interpolated: boolean;
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\n': '',
};

/** A backslash and what belongs to it, a doubled brace, or a line end to normalise. */
const SPECIAL = /\\(?:\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}\n]*\}|[^])|\{\{|\}\}|\r\n?/g;

/** The names of `\N{…}` that prompts use; the full table is two megabytes. Others become one U+FFFD. */
const NAMED_CHARACTERS: Readonly<Record<string, string>> = {
  'BULLET': '•', 'EM DASH': '—', 'EN DASH': '–', 'HORIZONTAL ELLIPSIS': '…', 'NO-BREAK SPACE': '\u00a0', 'CHECK MARK': '✓',
  'RIGHTWARDS ARROW': '→', 'LEFT DOUBLE QUOTATION MARK': '“', 'RIGHT DOUBLE QUOTATION MARK': '”', 'DEGREE SIGN': '°',
};

/** The value of source text between the quotes (or between two holes). */
export function decodePython(source: string, prefix: Prefix): string {
  return source.replace(SPECIAL, (match) => {
    if (match === '{{' || match === '}}') return prefix.interpolated ? match.charAt(0) : match;
    if (match.charAt(0) === '\r') return '\n';
    if (prefix.raw) return match.replace(/\r\n?/g, '\n');
    return decodeEscape(match, prefix.bytes);
  });
}

function decodeEscape(match: string, bytes: boolean): string {
  const head = match.charAt(1);
  if (head === '\r') return '';
  const simple = SIMPLE_ESCAPES[head];
  if (simple !== undefined) return simple;
  if (head >= '0' && head <= '7') return String.fromCodePoint(Number.parseInt(match.slice(1), 8));
  if (match.length === 2 || (bytes && head !== 'x')) return match;
  if (head === 'N') return NAMED_CHARACTERS[match.slice(3, -1).toUpperCase()] ?? '\ufffd';
  const point = Number.parseInt(match.slice(2), 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : match;
}

/** The grammar gives `r"\\\\"` no content, so the quotes are read from the source. */
interface Quotes extends Prefix {
  /** Where the text begins and ends. */
  readonly start: number;
  readonly end: number;
}

const OPENING = /([A-Za-z]{0,3})("""|'''|"|')/y;

function quotesOf(literal: SyntaxNode, text: string): Quotes {
  OPENING.lastIndex = literal.start;
  const [opening = '', letters = '', quote = ''] = OPENING.exec(text) ?? [];
  const prefix = letters.toLowerCase();
  const start = Math.min(literal.start + opening.length, literal.end);
  const closed = quote !== '' && literal.end - quote.length >= start && text.startsWith(quote, literal.end - quote.length);
  return {
    raw: prefix.includes('r'), bytes: prefix.includes('b'), interpolated: /[ft]/.test(prefix),
    start, end: closed ? literal.end - quote.length : literal.end,
  };
}

export const lowerString: LowerExpression = (node, lowering) => stringOf([node], node, lowering);

/** `"a" f"{b}"`: one string of all parts. */
export const lowerConcatenated: LowerExpression = (node, lowering) =>
  stringOf(namedChildren(node).filter((child) => child.type === 'string'), node, lowering);

function stringOf(literals: readonly SyntaxNode[], node: SyntaxNode, lowering: Lowering): ExpressionOf<'string'> {
  const parts: StringPart[] = [];
  let form: ExpressionOf<'string'>['form'] = 'plain';
  for (const literal of literals) {
    const quotes = quotesOf(literal, lowering.text);
    if (quotes.bytes) form = 'bytes';
    else if (quotes.interpolated) form = 'interpolated';
    addParts(literal, quotes, lowering, parts);
  }
  return { kind: 'string', parts, form, span: spanOf(node) };
}

/** Text is whatever lies between the quotes and the holes, whichever way the grammar cuts it. */
function addParts(literal: SyntaxNode, quotes: Quotes, lowering: Lowering, parts: StringPart[]): void {
  let at = quotes.start;
  const addText = (to: number): void => {
    if (to > at) parts.push({ kind: 'text', value: decodePython(lowering.text.slice(at, to), quotes), span: { start: at, end: to } });
  };
  for (const child of literal.children) {
    if (child.type !== 'interpolation') continue;
    addText(child.start);
    addHole(child, lowering, parts);
    at = child.end;
  }
  addText(quotes.end);
}

function addHole(node: SyntaxNode, lowering: Lowering, parts: StringPart[]): void {
  const inside = childIn(node, 'expression');
  const format = textOf(lowering, formatSpan(node));
  const equals = node.children.find((child) => child.type === '=');
  // `{x=}` writes the expression's own source before its value.
  if (equals !== undefined) {
    const span = { start: node.start + 1, end: equals.end };
    parts.push({ kind: 'text', value: textOf(lowering, span), span });
  }
  const expression = lowering.expression(inside, node);
  parts.push({ kind: 'hole', expression, span: spanOf(node), ...(format === '' ? {} : { format }) });
}

/** Conversion and format specification as written, e.g. `!r:>10`. */
function formatSpan(node: SyntaxNode): Span {
  const parts = node.children.filter((child) => child.field === 'type_conversion' || child.field === 'format_specifier');
  return { start: parts[0]?.start ?? node.end, end: parts.at(-1)?.end ?? node.end };
}
