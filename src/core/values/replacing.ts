/**
 * Templates filled by patterns, as projects do it by hand:
 *
 *     template.replace(/\{\{\s*time\s*\}\}/g, () => now())
 *     template.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '')
 *     re.sub(r"\{time\}", str(now()), template)
 *
 * A pattern is only run where it cannot take long, whatever text it meets; otherwise the text stays as it was.
 */
import { fillFields, standingAt } from './cutting.ts';
import { ofParts } from './parts.ts';
import { asParts } from './text.ts';
import { deref, NO_ARGS, staticText, text } from './value.ts';
import type { Args, OpaqueValue, Part, Place, Scope, TextValue, Value } from './value.ts';
import type { Machine } from './machine.ts';

/** Letter, escape, class, group or repetition; a pattern of anything else is not run. */
const TOKEN = /\\[^\dkpPbBuxc]|\[\^?(?:\\.|[^\]\\])+\]|\(\?:|\((?!\?)|\)|[^\\()[\]*+?|^$]/y;
const REPEATED = /[*+]\??/y;

/** More steps than this in one place of a text take too long in all of it. */
const MAX_STEPS = 5_000;
/** White space around a name, and a name. */
const [FEW, MANY] = [4, 64];
const MAX_PATTERN = 200;

/**
 * A pattern that is safe to run on any text: it begins with a character of its own, repeats no groups, and what it
 * repeats is bounded. Null: it may be slow, or it is more than the pattern of a field.
 */
export function fieldPattern(source: string): RegExp | null {
  if (source.length > MAX_PATTERN || /\{\d/.test(source) || !/^(?:\\[^\w\s]|[^\\()[\]*+?|^$.\s])/.test(source)) return null;
  let [bounded, steps, at] = ['', 1, 0];
  while (at < source.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(source)?.[0];
    if (token === undefined) return null;
    REPEATED.lastIndex = at + token.length;
    const repeated = REPEATED.exec(source)?.[0] ?? '';
    const most = /^\\s$/.test(token) ? FEW : MANY;
    if (repeated !== '' && /^[()]/.test(token)) return null;
    steps *= repeated === '' ? 1 : most;
    bounded += repeated === '' ? token : `${token}{${repeated.startsWith('+') ? 1 : 0},${most}}${repeated.slice(1)}`;
    at += token.length + repeated.length;
  }
  if (steps > MAX_STEPS) return null;
  try {
    return new RegExp(bounded, 'g');
  } catch {
    return null;
  }
}

/** What a pattern's match becomes. */
type Replacement = (match: RegExpExecArray, place: Place) => readonly Part[] | null;

const replacementOf = (machine: Machine, given: Value, place: Place, scope: Scope): Replacement => {
  if (deref(given).kind === 'function') {
    return (match, at) => asParts(machine.call(given, { ...NO_ARGS, positional: [...match].map((group) => text(group ?? '', at)) }, place, scope, false), at, machine);
  }
  const known = staticText(given);
  if (known !== null && /[$\\]/.test(known)) return () => null;
  return (_match, at) => standingAt(asParts(given, place, machine), at);
};

const replaced = (machine: Machine, parts: readonly Part[], { pattern, all, becomes }: { readonly pattern: RegExp; readonly all: boolean; readonly becomes: Replacement }): readonly Part[] => {
  let done = false;
  return fillFields(parts, pattern, (at) => machine.program.source(at), (match, at) => {
    machine.spend();
    if (done) return null;
    done = !all;
    return becomes(match, at);
  });
};

/** `text.replace(/…/g, value)`; null where the first argument is no pattern. */
export const replaceByPattern = (machine: Machine, value: TextValue, args: Args, { place, scope }: { readonly place: Place; readonly scope: Scope }): Value | null => {
  const [first, given] = args.positional;
  const regex = first && deref(first);
  if (regex?.kind !== 'opaque' || regex.key !== ':RegExp()' || given === undefined) return null;
  const [source, flags] = (regex.args?.positional ?? []).map(staticText);
  const pattern = typeof source === 'string' ? fieldPattern(source) : null;
  if (pattern === null) return value;
  const insensitive = flags?.includes('i') ? new RegExp(pattern.source, 'gi') : pattern;
  return ofParts(replaced(machine, value.parts, { pattern: insensitive, all: flags?.includes('g') ?? false, becomes: replacementOf(machine, given, args.places.get('#1') ?? place, scope) }), value.via);
};

/** `re.sub(pattern, value, text)`, `re.compile(pattern).sub(value, text)`; null: something else, or nothing that can be seen. */
export const substituted = (machine: Machine, call: OpaqueValue, args: Args, { place, scope }: { readonly place: Place; readonly scope: Scope }): Value | null => {
  const compiled = call.key === 're:compile().sub()';
  if (!compiled && call.key !== 're:sub()') return null;
  const source = compiled ? call.parent?.parent?.args?.positional[0] : args.positional[0];
  const [given, subject] = args.positional.slice(compiled ? 0 : 1);
  const plain = subject && deref(subject);
  if (!given || plain?.kind !== 'text' || deref(given).kind === 'function') return null;
  const pattern = fieldPattern((source ? staticText(source) : null) ?? '');
  if (pattern === null) return null;
  const becomes = replacementOf(machine, given, args.places.get(compiled ? '#0' : '#1') ?? place, scope);
  return ofParts(replaced(machine, plain.parts, { pattern, all: true, becomes }), plain.via);
};
