/** Marks without branches: Python's `{name}`, JavaScript's `${name}`, Semantic Kernel's `{{$name}}`, and text without any. */
import { textPart } from '../part.ts';
import type { Marks, Part } from '../part.ts';
import { variablesIn } from './variables.ts';

/** `{name}`, `{user.name}`, `{0}`, with conversion and format; `{{` and `}}` are braces. JSON's braces do not match. */
const FORMAT = /\{\{|\}\}|\{([A-Za-z_]\w*(?:\.\w+|\[\w+\])*)(?:![rsa])?(?::[^{}\n"]{0,20})?\}/g;
const FORMAT_HOLE = /(?<![{$])\{[A-Za-z_]\w*(?:\.\w+|\[\w+\])*\}(?!\})/;

/** `${input:name:hint}` is VS Code's. */
const DOLLAR = /\$\{(?:input:)?([^{}\n:]+)(?::[^{}\n]*)?\}/g;

export const pythonFormat: Marks = {
  id: 'python-format',
  marksIn: (text) => FORMAT_HOLE.test(text),
  read(text) {
    const parts: Part[] = [];
    let at = 0;
    const addText = (to: number): void => {
      if (to > at) parts.push(textPart(text, at, to));
    };
    for (const mark of text.matchAll(FORMAT)) {
      const end = mark.index + mark[0].length;
      const name = mark[1];
      addText(mark.index);
      at = end;
      const span = { start: mark.index, end };
      if (name === undefined) parts.push({ kind: 'text', value: mark[0].charAt(0), span });
      else parts.push({ kind: 'hole', expression: name, variables: variablesIn(name), span });
    }
    addText(text.length);
    return parts;
  },
};

/** Marks that each are one hole, named by the first group. */
const holes = (id: string, telling: RegExp, mark: RegExp): Marks => ({
  id,
  marksIn: (text) => telling.test(text),
  read(text) {
    const parts: Part[] = [];
    let at = 0;
    for (const found of text.matchAll(mark)) {
      if (found.index > at) parts.push(textPart(text, at, found.index));
      at = found.index + found[0].length;
      const name = (found[1] ?? '').trim();
      parts.push({ kind: 'hole', expression: name, variables: variablesIn(name), span: { start: found.index, end: at } });
    }
    if (at < text.length) parts.push(textPart(text, at, text.length));
    return parts;
  },
});

export const dollar: Marks = holes('dollar', /\$\{[A-Za-z_][\w.:]*\}/, DOLLAR);

/** Semantic Kernel's: `{{$input}}`, and functions, `{{time.now}}`, `{{notes.find $topic}}`. */
export const semanticKernel: Marks = holes('semantic-kernel', /\{\{\s*\$\w+\s*\}\}/, /\{\{\s*\$?([^{}]+?)\s*\}\}/g);

export const plain: Marks = {
  id: 'plain',
  marksIn: () => true,
  read: (text) => (text === '' ? [] : [textPart(text, 0, text.length)]),
};
