/** ECMAScript's strings and template literals, cooked. */
import type { Argument, ExpressionOf, StringPart } from '../ir.ts';
import type { LowerExpression, Lowering } from '../lowering.ts';
import { textOf } from '../lowering.ts';
import { spanOf, firstNamed } from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\n': '', '\r': '', '\u2028': '', '\u2029': '',
};

/** A backslash and what belongs to it, or a line end that a template literal normalises. */
const SPECIAL = /\\(?:\r\n|x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|[0-3][0-7]{0,2}|[4-7][0-7]?|[^])|\r\n?/g;

/** The value of source text between the quotes (or between two holes). */
export function decodeEcmascript(source: string): string {
  return source.replace(SPECIAL, (match) => {
    const head = match.charAt(1);
    if (match.charAt(0) === '\r') return '\n';
    const simple = SIMPLE_ESCAPES[head];
    if (simple !== undefined) return simple;
    if (head >= '0' && head <= '7') return String.fromCharCode(Number.parseInt(match.slice(1), 8));
    // A broken `\x` or `\u` is an error at run time; its letter is what is left of it.
    if (match.length === 2) return head;
    const point = Number.parseInt(match.slice(2).replace(/[{}]/g, ''), 16);
    return point <= 0x10ffff ? (head === 'u' && !match.includes('{') ? String.fromCharCode(point) : String.fromCodePoint(point)) : match;
  });
}

export const lowerString: LowerExpression = (node, lowering) => {
  const closed = node.end - node.start > 1 && lowering.text.charAt(node.end - 1) === lowering.text.charAt(node.start);
  const span = { start: node.start + 1, end: closed ? node.end - 1 : Math.max(node.start + 1, node.end) };
  const value = decodeEcmascript(lowering.text.slice(span.start, span.end));
  return { kind: 'string', parts: value === '' && span.start === span.end ? [] : [{ kind: 'text', value, span }], form: 'plain', span: spanOf(node) };
};

export const lowerTemplate = (node: SyntaxNode, lowering: Lowering): ExpressionOf<'string'> => {
  const parts: StringPart[] = [];
  let at = node.start + 1;
  const addText = (to: number): void => {
    if (to > at) parts.push({ kind: 'text', value: decodeEcmascript(lowering.text.slice(at, to)), span: { start: at, end: to } });
  };
  for (const child of node.children) {
    if (child.type !== 'template_substitution') continue;
    addText(child.start);
    parts.push({ kind: 'hole', expression: lowering.expression(firstNamed(child), child), span: spanOf(child) });
    at = child.end;
  }
  addText(node.children.length > 1 && node.children.at(-1)?.type === '`' ? node.end - 1 : node.end);
  return { kind: 'string', parts, form: 'interpolated', span: spanOf(node) };
};

/** `/\{(\w+)\}/g` is what `new RegExp('\\{(\\w+)\\}', 'g')` makes. */
export const lowerRegex = (node: SyntaxNode, lowering: Lowering): ExpressionOf<'call'> => {
  const span = spanOf(node);
  const written = textOf(lowering, node);
  const end = written.lastIndexOf('/');
  const argument = (start: number, stop: number): Argument => {
    const at = { start: span.start + start, end: span.start + stop };
    return { value: { kind: 'string', parts: [{ kind: 'text', value: written.slice(start, stop), span: at }], form: 'plain', span: at }, span: at };
  };
  return { kind: 'call', callee: { kind: 'name', name: 'RegExp', span }, args: [argument(1, end), argument(end + 1, written.length)], isNew: true, span };
};
