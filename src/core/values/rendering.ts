/** Prompt templates with `{{ name }}` fields, filled with what the code passes. */
import { holeOf } from './opaque.ts';
import { volatilityOfName } from './names.ts';
import { asParts, fillFields } from './text.ts';
import { deref } from './value.ts';
import type { Args, Part, Place, RecordValue, Value } from './value.ts';
import type { Machine } from './machine.ts';

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
  fillFields(fillFields(parts, STATEMENTS, () => []), fields, (match, place) => {
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
