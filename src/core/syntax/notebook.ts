/** A notebook's code cells as one Python module, and where each of its characters stands in the file. */
import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { MapOffset } from './spans.ts';

export interface Notebook {
  /** Code cells in order, magics and shell lines as comments of the same length. */
  readonly text: string;
  /** From an offset in `text` to the offset in the `.ipynb` file where that character is written. */
  readonly toFile: MapOffset;
}

/** A run of characters that stand in the file one to one, from here to the next run. */
interface Run {
  readonly at: number;
  readonly file: number;
}

/** Null when the text is no notebook, or one of another language. */
export function readNotebook(json: string): Notebook | null {
  const root = parseTree(json);
  const cells = property(root, 'cells')?.children;
  if (cells === undefined) return null;
  const language = textIn(property(property(property(root, 'metadata'), 'kernelspec'), 'language'));
  if (language !== undefined && !/python/i.test(language)) return null;
  const builder = new Builder(json);
  for (const cell of cells) {
    if (textIn(property(cell, 'cell_type')) === 'code') builder.addCell(property(cell, 'source'));
  }
  return builder.build();
}

function property(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  return node.children?.find((child) => textIn(child.children?.[0]) === name)?.children?.[1];
}

const textIn = (node: Node | undefined): string | undefined => (typeof node?.value === 'string' ? node.value : undefined);

class Builder {
  readonly #json: string;
  readonly #runs: Run[] = [];
  #text = '';

  constructor(json: string) {
    this.#json = json;
  }

  addCell(source: Node | undefined): void {
    const before = this.#text.length;
    if (source?.type === 'string') this.#addString(source);
    for (const line of source?.type === 'array' ? (source.children ?? []) : []) this.#addString(line);
    this.#text = `${this.#text.slice(0, before)}${cellCode(this.#text.slice(before))}\n`;
  }

  /** Each escape in the JSON is one character of the text, or half of a pair. */
  #addString(node: Node): void {
    let file = node.offset + 1;
    const end = node.offset + node.length - 1;
    this.#runs.push({ at: this.#text.length, file });
    while (file < end) {
      const escape = this.#json.indexOf('\\', file);
      const plainEnd = escape === -1 || escape >= end ? end : escape;
      this.#text += this.#json.slice(file, plainEnd);
      if (plainEnd === end) break;
      const length = this.#json.charAt(escape + 1) === 'u' ? 6 : 2;
      this.#text += decodeEscape(this.#json.slice(escape, escape + length));
      file = escape + length;
      this.#runs.push({ at: this.#text.length, file });
    }
  }

  build(): Notebook {
    const runs = this.#runs;
    return {
      text: this.#text,
      toFile: (offset) => {
        let low = 0;
        let high = runs.length - 1;
        while (low < high) {
          const middle = (low + high + 1) >> 1;
          if ((runs[middle]?.at ?? 0) <= offset) low = middle;
          else high = middle - 1;
        }
        const run = runs[low];
        if (run === undefined) return 0;
        const mapped = run.file + Math.max(0, offset - run.at);
        const next = runs[low + 1];
        return next === undefined ? Math.min(mapped, this.#json.length) : Math.min(mapped, next.file);
      },
    };
  }
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function decodeEscape(escape: string): string {
  const head = escape.charAt(1);
  if (head === 'u') return String.fromCharCode(Number.parseInt(escape.slice(2), 16) || 0xfffd);
  return ESCAPES[head] ?? head;
}

/** `%pip install x`, `!ls`, `obj?`: IPython's, not Python's. */
const MAGIC = /^[ \t]*(?:%|!|\?|\w+\s*=\s*!|[\w.]+\?{1,2}\s*$).*$/gm;

/** A cell's Python, of the same length: magics and shell lines are comments, and a cell of another language is one whole. */
export const cellCode = (cell: string): string => (/^\s*%%(?!time|capture)/.test(cell) ? blank(cell) : cell.replace(MAGIC, blank));

/** The same length, so that offsets stay. */
const blank = (text: string): string => text.replace(/[^\n]+/g, (line) => '#'.padEnd(line.length, ' '));
