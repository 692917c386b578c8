/** Jinja (and Nunjucks, Liquid where they agree): `{{ x }}`, `{% if %}`, `{# comment #}`. */
import { textPart } from '../part.ts';
import type { Marks, Part } from '../part.ts';
import { createBranches } from './branches.ts';
import type { Branches } from './branches.ts';
import { variablesIn } from './variables.ts';

/** Marks have a longest length, so that text full of openings without closings stays cheap. */
const MARK = /\{\{(-?)([^]{0,1000}?)(-?)\}\}|\{%([-+]?)([^]{0,1000}?)([-+]?)%\}|\{#(-?)[^]{0,4000}?(-?)#\}/g;

/** Text inside these is not sent where it stands. */
const SILENT = new Set(['macro', 'call', 'filter']);

interface Reading {
  readonly text: string;
  readonly parts: Part[];
  readonly branches: Branches;
  /** Names the template binds itself, with the variables their values come from. */
  readonly bound: Map<string, readonly string[]>;
  /** Depth of macros and their like. */
  silent: number;
}

export const jinja: Marks = {
  id: 'jinja',
  marksIn: (text) => /\{%[-+]?\s*\w+[^]{0,1000}?%\}|\{\{-?\s*[A-Za-z_][^{}]*\}\}/.test(text),
  read(text) {
    const reading: Reading = { text, parts: [], branches: createBranches(), bound: new Map(), silent: 0 };
    let at = 0;
    let trimmed = false;
    MARK.lastIndex = 0;
    for (let mark = nextMark(text, at); mark !== null; mark = nextMark(text, at)) {
      const before = mark[1] === '-' || mark[4] === '-' || mark[7] === '-';
      addText(reading, at, mark.index, trimmed, before);
      trimmed = mark[3] === '-' || mark[6] === '-' || mark[8] === '-';
      at = mark.index + mark[0].length;
      const tag = mark[5];
      if (mark[2] !== undefined) addHole(reading, mark[2].trim(), mark.index, at);
      else if (tag !== undefined) at = addTag(reading, tag.trim(), mark.index, at);
    }
    // By default Jinja drops one line end at the end of a file.
    const end = text.endsWith('\n') ? text.length - 1 : text.length;
    addText(reading, at, Math.max(at, end), trimmed, false);
    return reading.parts;
  },
};

function nextMark(text: string, from: number): RegExpExecArray | null {
  MARK.lastIndex = from;
  return MARK.exec(text);
}

function addText({ text, parts, branches, silent }: Reading, from: number, to: number, trimStart: boolean, trimEnd: boolean): void {
  const raw = text.slice(from, to);
  const start = trimStart ? from + (raw.length - raw.trimStart().length) : from;
  const end = trimEnd ? to - (raw.length - raw.trimEnd().length) : to;
  if (end > start && silent === 0) parts.push(textPart(text, start, end, branches.current));
}

function addHole({ parts, branches, bound, silent }: Reading, written: string, start: number, end: number): void {
  if (silent > 0) return;
  const expression = written.replace(/\s*\|[^]*$/, '');
  const condition = branches.current;
  const variables = [...new Set(variablesIn(written).flatMap((name) => bound.get(name) ?? [name]))];
  parts.push({ kind: 'hole', expression, variables, span: { start, end }, ...(condition === undefined ? {} : { condition }) });
}

/** Answers where reading goes on: `{% raw %}` is skipped whole. */
function addTag(reading: Reading, tag: string, start: number, end: number): number {
  const [word = '', rest = ''] = /^(\w+)\s*([^]*)$/.exec(tag)?.slice(1) ?? [];
  const { branches, parts, bound } = reading;
  if (word === 'raw' || word === 'verbatim') return addRaw(reading, end);
  if (SILENT.has(word)) reading.silent += 1;
  else if (SILENT.has(word.replace(/^end/, ''))) reading.silent = Math.max(0, reading.silent - 1);
  else if (word === 'if' || word === 'unless') branches.open(word === 'if' ? rest : `not (${rest})`);
  else if (word === 'elif' || word === 'elsif') branches.otherwise(rest);
  else if (word === 'else') branches.otherwise();
  else if (word === 'for') openLoop(reading, rest);
  else if (word === 'endif' || word === 'endfor' || word === 'endunless') branches.close();
  else if (word === 'set' || word === 'assign') bound.set(/^\w+/.exec(rest)?.[0] ?? '', variablesIn(rest.replace(/^[^=]*=/, '')));
  else if (word === 'include' || word === 'extends' || word === 'render') {
    const include = /["']([^"']+)["']/.exec(rest)?.[1];
    const condition = branches.current;
    parts.push({
      kind: 'hole', expression: tag, variables: include === undefined ? variablesIn(rest) : [], span: { start, end },
      ...(include === undefined ? {} : { include }), ...(condition === undefined ? {} : { condition }),
    });
  }
  return end;
}

function openLoop({ branches, bound }: Reading, rest: string): void {
  const [targets = '', iterable = ''] = rest.split(/\s+in\s+/, 2);
  const sources = variablesIn(iterable).flatMap((name) => bound.get(name) ?? [name]);
  for (const name of targets.split(',')) bound.set(name.trim(), sources);
  branches.open(`for ${targets} in ${iterable}`);
}

function addRaw({ text, parts, branches }: Reading, from: number): number {
  const close = /\{%[-+]?\s*end(?:raw|verbatim)\s*[-+]?%\}/g;
  close.lastIndex = from;
  const match = close.exec(text);
  const to = match?.index ?? text.length;
  if (to > from) parts.push(textPart(text, from, to, branches.current));
  return match === null ? text.length : to + match[0].length;
}
