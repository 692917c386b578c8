/** Prompt templates with `{{ name }}` fields, filled with what the code passes. */
import { jinja } from '../templates/marks/jinja.ts';
import { mustache } from '../templates/marks/mustache.ts';
import type { Part as TemplatePart } from '../templates/part.ts';
import { holeOf } from './opaque.ts';
import { volatilityOfName } from './names.ts';
import { fillFields } from './cutting.ts';
import { asParts } from './text.ts';
import { truthOf } from './truth.ts';
import { deref } from './value.ts';
import type { Args, Part, Place, RecordValue, Value } from './value.ts';
import type { Machine } from './machine.ts';

export type Language = 'jinja' | 'mustache';

/** Templates one template may put in, each as often as it does. */
const MAX_LOADS = 200;

/** A template with what it puts in. Of one that code put together first, only the fields can be told. */
export const renderFile = (machine: Machine, parts: readonly Part[], variables: Variables, language: Language): readonly Part[] => {
  const [only, ...others] = parts;
  if (only?.kind !== 'static' || others.length > 0) return renderTemplate(machine, parts, variables);
  const { file, span } = only.place;
  const exact = span.end - span.start === only.text.length;
  let loads = 0;
  const read = (language === 'jinja' ? jinja : mustache).read(only.text, { file, load: (name, from) => (loads++ < MAX_LOADS ? machine.program.templateNamed(name, from) : null) });
  const pieces = read.map((part): Piece => {
    const from = part.file === undefined ? span.start : 0;
    const place: Place = part.file === undefined && !exact ? only.place : { file: part.file ?? file, span: { start: from + part.span.start, end: from + part.span.end } };
    return { condition: part.condition ?? '', parts: pieceParts(machine, part, place, variables) };
  });
  return joinBranches(pieces, variables);
};

interface Piece {
  readonly condition: string;
  readonly parts: readonly Part[];
}

const pieceParts = (machine: Machine, part: TemplatePart, place: Place, variables: Variables): readonly Part[] => {
  if (part.kind === 'text') return [{ kind: 'static', text: part.value, place }];
  const path = /^[\w$]+(?:\.[\w$]+)*$/.test(part.expression) && part.variables.length > 0 ? part.expression : '';
  if (path !== '' && variables.named.has(path.split('.')[0] ?? '')) return fieldParts(machine, path, part.expression, place, variables);
  const from = part.variables.find((name) => variables.named.has(name));
  const given = from === undefined ? undefined : variables.named.get(from);
  if (given) return [{ kind: 'hole', hole: { ...holeOf(given, place, machine), expression: part.expression } }];
  return fieldParts(machine, part.include === undefined ? part.variables[0] ?? '' : '', part.expression, place, variables);
};

/** Text under conditions: what certainly holds or does not is told apart, the branches of one question are alternatives. */
const joinBranches = (pieces: readonly Piece[], variables: Variables): readonly Part[] => {
  const runs: { readonly asked: string; options: readonly (readonly Part[])[] }[] = [];
  for (let from = 0; from < pieces.length;) {
    const { condition } = pieces[from]!;
    let to = from;
    while (to < pieces.length && pieces[to]!.condition === condition) to += 1;
    const parts = pieces.slice(from, to).flatMap((piece) => piece.parts);
    from = to;
    const holds = condition === '' ? true : verdict(condition, variables);
    const before = runs.at(-1);
    if (holds === true) runs.push({ asked: '', options: [parts] });
    else if (holds === null && before && before.asked !== '' && condition.includes(`not (${before.asked.split(' and ').at(-1)})`)) before.options = [...before.options.filter((option) => option.length > 0), parts];
    else if (holds === null) runs.push({ asked: condition, options: [parts, []] });
  }
  return runs.flatMap(({ options }): readonly Part[] => (options.length === 1 ? options[0] ?? [] : [{ kind: 'choice', options }]));
};

/** Of questions that ask for one given value only. */
const verdict = (condition: string, { named }: Variables): boolean | null => {
  const [, not, name = ''] = /^(not )?\(?(\w+)\)?$/.exec(condition) ?? [];
  const given = named.get(name);
  const truth = given ? truthOf(given) : null;
  return truth === null ? null : not ? !truth : truth;
};

const DOUBLE_BRACES = /\{\{\{?[-#^/&!>~]?\s*([\w.$]*)[^{}]*\}?\}\}/g;
/** Jinja's statements and comments are not sent. */
const STATEMENTS = /\{%[\s\S]*?%\}\n?|\{#[\s\S]*?#\}/g;

export interface Variables {
  readonly named: ReadonlyMap<string, Value>;
  readonly rest: Value | null;
}

export const templateVariables = (args: Args): Variables => {
  const named = new Map(args.named);
  let rest = args.rest;
  for (const arg of args.positional) {
    const plain = deref(arg);
    if (plain.kind === 'record') {
      for (const entry of (plain as RecordValue).entries) named.set(entry.key, entry.value);
      rest = plain.rest ?? rest;
    } else rest = arg;
  }
  return { named, rest };
};

export const renderTemplate = (machine: Machine, parts: readonly Part[], variables: Variables, fields = DOUBLE_BRACES): readonly Part[] =>
  fillFields(fillFields(parts, STATEMENTS, (at) => machine.program.source(at), () => []), fields, (at) => machine.program.source(at), (match, place) => {
    if (/^\{\{\{?[#^/!>]/.test(match[0])) return [];
    return fieldParts(machine, match[1] ?? '', match[0], place, variables);
  });

const fieldParts = (machine: Machine, name: string, written: string, place: Place, variables: Variables): readonly Part[] => {
  const [head = '', ...path] = name.split('.');
  const given = variables.named.get(head);
  const value = given && path.reduce((object, each) => machine.member(object, each, place), given);
  if (value) {
    return asParts(value, place, machine).map((part) => (part.kind === 'hole' ? { kind: 'hole', hole: { ...part.hole, expression: part.hole.place === place ? written : part.hole.expression } } : part));
  }
  const cause = name || written;
  const base = variables.rest ? holeOf(variables.rest, place, machine) : null;
  const volatility = volatilityOfName(head);
  return [{ kind: 'hole', hole: { expression: written, place, volatility, cause, origin: base?.origin ?? [], content: 'text', bounds: null } }];
};
