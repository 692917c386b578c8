/**
 * Jinja (and Nunjucks, Liquid where they agree): `{{ x }}`, `{% if %}`, `{# comment #}`; macros, includes and
 * inheritance are followed into the files they name.
 */
import { textPart } from '../part.ts';
import type { Marks, Part, Surroundings, TemplateText } from '../part.ts';
import { createBranches } from './branches.ts';
import type { Branches } from './branches.ts';
import { variablesIn } from './variables.ts';

/** Marks have a longest length, so that text full of openings without closings stays cheap. */
const MARK = /\{\{(-?)([^]{0,1000}?)(-?)\}\}|\{%([-+]?)([^]{0,1000}?)([-+]?)%\}|\{#(-?)[^]{0,4000}?(-?)#\}/g;

/** Templates put into templates beyond these are left as holes. */
const MAX_DEPTH = 8;
const MAX_EXPANSIONS = 400;

interface Range {
  readonly source: TemplateText;
  readonly from: number;
  readonly to: number;
}

interface Macro extends Range {
  readonly params: readonly string[];
}

/** What a name the template binds itself stands for. */
interface Bound {
  readonly variables: readonly string[];
  /** A literal, where it is written. */
  readonly literal?: Range;
}

interface Reading {
  readonly parts: Part[];
  readonly branches: Branches;
  readonly bound: Map<string, Bound>;
  readonly macros: Map<string, Macro>;
  /** Blocks of templates that extend others, the outermost's first come. */
  readonly blocks: Map<string, Range>;
  readonly supers: Range[];
  readonly around: Surroundings;
  /** The template that the one being read extends: until it is read, only blocks and macros count. */
  parent: TemplateText | null;
  silent: boolean;
  depth: number;
  expansions: number;
}

export const jinja: Marks = {
  id: 'jinja',
  marksIn: (text) => /\{%[-+]?\s*\w+[^]{0,1000}?%\}|\{\{-?\s*[A-Za-z_][^{}]*\}\}/.test(text),
  read(text, around) {
    const reading: Reading = {
      parts: [], branches: createBranches(), bound: new Map(), macros: new Map(), blocks: new Map(), supers: [],
      around: around ?? { file: '', load: () => null }, parent: null, silent: false, depth: 0, expansions: 0,
    };
    readWhole(reading, { file: reading.around.file, text });
    return reading.parts;
  },
};

function readWhole(reading: Reading, source: TemplateText): void {
  // By default Jinja drops one line end at the end of a file.
  readRange(reading, { source, from: 0, to: source.text.endsWith('\n') ? source.text.length - 1 : source.text.length });
  const { parent } = reading;
  if (parent === null) return;
  reading.parent = null;
  reading.silent = false;
  deeper(reading, () => readWhole(reading, parent));
}

function deeper(reading: Reading, read: () => void): boolean {
  if (reading.depth >= MAX_DEPTH || reading.expansions >= MAX_EXPANSIONS) return false;
  reading.depth += 1;
  reading.expansions += 1;
  read();
  reading.depth -= 1;
  return true;
}

function readRange(reading: Reading, { source, from, to }: Range): void {
  const { text } = source;
  let at = from;
  let trimmed = false;
  for (let mark = nextMark(text, at); mark !== null && mark.index < to; mark = nextMark(text, at)) {
    const before = mark[1] === '-' || mark[4] === '-' || mark[7] === '-';
    addText(reading, { source, from: at, to: mark.index }, trimmed, before);
    trimmed = mark[3] === '-' || mark[6] === '-' || mark[8] === '-';
    at = mark.index + mark[0].length;
    const written = { source, from: mark.index, to: at };
    if (mark[2] !== undefined) addHole(reading, mark[2].trim(), written);
    else if (mark[5] !== undefined) at = addTag(reading, mark[5].trim(), written, to);
  }
  addText(reading, { source, from: at, to: Math.max(at, to) }, trimmed, false);
}

function nextMark(text: string, from: number): RegExpExecArray | null {
  MARK.lastIndex = from;
  return MARK.exec(text);
}

const placed = ({ around, branches }: Reading, source: TemplateText): { readonly condition?: string; readonly file?: string } => ({
  ...(branches.current === undefined ? {} : { condition: branches.current }), ...(source.file === around.file ? {} : { file: source.file }),
});

function addText(reading: Reading, { source, from, to }: Range, trimStart: boolean, trimEnd: boolean): void {
  const raw = source.text.slice(from, to);
  const start = trimStart ? from + (raw.length - raw.trimStart().length) : from;
  const end = trimEnd ? to - (raw.length - raw.trimEnd().length) : to;
  if (end > start && !reading.silent) reading.parts.push({ ...textPart(source.text, start, end), ...placed(reading, source) });
}

const CALL = /^((?:\w+\.)?\w+)\s*\(([^]*)\)$/;

function addHole(reading: Reading, written: string, { source, from, to }: Range): void {
  if (reading.silent) return;
  const expression = written.replace(/\s*\|[^]*$/, '');
  const [, name = '', args = ''] = CALL.exec(expression) ?? [];
  const above = name === 'super' ? reading.supers.at(-1) : undefined;
  if (above && deeper(reading, () => readRange(reading, above))) return;
  const macro = reading.macros.get(name);
  if (macro && deeper(reading, () => expand(reading, macro, args, { source, from, to }))) return;
  const literal = expression === written ? reading.bound.get(expression)?.literal : undefined;
  if (literal) {
    reading.parts.push({ ...textPart(literal.source.text, literal.from, literal.to), ...placed(reading, literal.source) });
    return;
  }
  reading.parts.push({ kind: 'hole', expression, variables: sourcesOf(reading, written), span: { start: from, end: to }, ...placed(reading, source) });
}

const sourcesOf = ({ bound }: Reading, expression: string): readonly string[] =>
  [...new Set(variablesIn(expression).flatMap((name) => bound.get(name)?.variables ?? [name]))];

/** A macro's body, its parameters bound to what the call gives. */
function expand(reading: Reading, macro: Macro, args: string, call: Range): void {
  const before = new Map(reading.bound);
  const given = args.split(/,(?=(?:[^"']*["'][^"']*["'])*[^"']*$)/).map((each) => each.trim()).filter((each) => each !== '');
  macro.params.forEach((param, i) => {
    const named = given.find((each) => new RegExp(`^${param}\\s*=[^=]`).test(each));
    const value = named?.replace(/^\w+\s*=\s*/, '') ?? given.filter((each) => !/^\w+\s*=[^=]/.test(each))[i];
    reading.bound.set(param, value === undefined ? { variables: [] } : boundTo(reading, value, call));
  });
  readRange(reading, macro);
  reading.bound.clear();
  for (const [name, value] of before) reading.bound.set(name, value);
}

function boundTo(reading: Reading, expression: string, { source, from }: Range): Bound {
  const literal = /^(["'])([^"'\\]+)\1$/.exec(expression)?.[2];
  const at = literal === undefined ? -1 : source.text.indexOf(expression, from);
  return { variables: sourcesOf(reading, expression), ...(literal === undefined || at < 0 ? {} : { literal: { source, from: at + 1, to: at + 1 + literal.length } }) };
}

/** Answers where reading goes on: bodies that are not sent where they stand are skipped whole. */
function addTag(reading: Reading, tag: string, written: Range, end: number): number {
  const [word = '', rest = ''] = /^(\w+)\s*([^]*)$/.exec(tag)?.slice(1) ?? [];
  const { branches, bound } = reading;
  const { source, to: at } = written;
  switch (word) {
    case 'raw': case 'verbatim': {
      const { body, after } = bodyOf(source, at, end, word);
      addText(reading, body, false, false);
      return after;
    }
    case 'macro': {
      const { body, after } = bodyOf(source, at, end, word);
      const [name = '', params = ''] = /^(\w+)\s*\(([^]*)\)/.exec(rest)?.slice(1) ?? [];
      reading.macros.set(name, { ...body, params: params.split(',').map((each) => /\w+/.exec(each)?.[0] ?? '').filter((each) => each !== '') });
      return after;
    }
    case 'block': {
      const { body, after } = bodyOf(source, at, end, word);
      addBlock(reading, /^\w+/.exec(rest)?.[0] ?? '', body);
      return after;
    }
    case 'call': {
      const { after } = bodyOf(source, at, end, word);
      addHole(reading, rest, written);
      return after;
    }
    case 'if': branches.open(rest); break;
    case 'unless': branches.open(`not (${rest})`); break;
    case 'elif': case 'elsif': branches.otherwise(rest); break;
    case 'else': branches.otherwise(); break;
    case 'for': openLoop(reading, rest); break;
    case 'endif': case 'endfor': case 'endunless': branches.close(); break;
    case 'set': case 'assign': bound.set(/^\w+/.exec(rest)?.[0] ?? '', boundTo(reading, rest.replace(/^[^=]*=\s*/, ''), written)); break;
    case 'include': case 'render': case 'extends': addTemplate(reading, word, { tag, rest }, written); break;
    case 'import': case 'from': addMacros(reading, rest, source); break;
  }
  return at;
}

/** The text up to a tag's own `end…`, past others of its kind inside. */
function bodyOf(source: TemplateText, from: number, end: number, word: string): { readonly body: Range; readonly after: number } {
  const tags = new RegExp(`\\{%[-+]?\\s*(end)?${word}\\b[^]{0,1000}?%\\}`, 'g');
  tags.lastIndex = from;
  let open = 1;
  for (let tag = tags.exec(source.text); tag !== null && tag.index < end; tag = tags.exec(source.text)) {
    open += tag[1] === undefined ? 1 : -1;
    if (open === 0) return { body: { source, from, to: tag.index }, after: tag.index + tag[0].length };
  }
  return { body: { source, from, to: end }, after: end };
}

function addBlock(reading: Reading, name: string, own: Range): void {
  if (reading.parent !== null) {
    // Of several that extend each other, the last one's block is sent.
    if (!reading.blocks.has(name)) reading.blocks.set(name, own);
    return;
  }
  const sent = reading.blocks.get(name) ?? own;
  reading.supers.push(own);
  deeper(reading, () => readRange(reading, sent));
  reading.supers.pop();
}

function addTemplate(reading: Reading, word: string, { tag, rest }: { readonly tag: string; readonly rest: string }, written: Range): void {
  const name = /["']([^"']+)["']/.exec(rest)?.[1];
  const found = name === undefined ? null : reading.around.load(name, written.source.file);
  if (found && word === 'extends') {
    reading.parent = found;
    reading.silent = true;
    return;
  }
  if (found && !reading.silent && deeper(reading, () => readWhole(reading, found))) return;
  if (reading.silent) return;
  reading.parts.push({
    kind: 'hole', expression: tag, variables: name === undefined ? variablesIn(rest) : [], span: { start: written.from, end: written.to },
    ...(name === undefined ? {} : { include: name }), ...placed(reading, written.source),
  });
}

/** `import "x" as m` and `from "x" import a, b as c`. */
function addMacros(reading: Reading, rest: string, source: TemplateText): void {
  const [, name = '', names = ''] = /["']([^"']+)["']\s+(?:import\s+|as\s+)([\w\s,]+)/.exec(rest) ?? [];
  const found = name === '' ? null : reading.around.load(name, source.file);
  if (!found) return;
  const inner: Reading = { ...reading, parts: [], branches: createBranches(), bound: new Map(), macros: new Map(), silent: true };
  deeper(inner, () => readRange(inner, { source: found, from: 0, to: found.text.length }));
  if (/["']\s+as\s/.test(rest)) {
    for (const [each, macro] of inner.macros) reading.macros.set(`${names.trim()}.${each}`, macro);
    return;
  }
  for (const each of names.replace(/\bwith(?:out)?\s+context\b/, '').split(',')) {
    const [from = '', to = from] = each.trim().split(/\s+as\s+/);
    const macro = inner.macros.get(from);
    if (macro) reading.macros.set(to, macro);
  }
}

function openLoop(reading: Reading, rest: string): void {
  const [targets = '', iterable = ''] = rest.split(/\s+in\s+/, 2);
  const variables = sourcesOf(reading, iterable);
  for (const name of targets.split(',')) reading.bound.set(name.trim(), { variables });
  reading.branches.open(`for ${targets} in ${iterable}`);
}
