/** Calls of the language's own functions and of libraries that build texts. Null: nothing is known about the call. */
import type { FileId } from '../document.ts';
import { languageCall } from './language-calls.ts';
import { isPutOff } from './lazy.ts';
import { joinValues } from './join.ts';
import { dataIn, isDataFile } from './data-file.ts';
import { classify } from './builtins/classify.ts';
import type { PipeStages } from './builtins/rules.ts';
import { keepOf, keptByFormat } from './moments.ts';
import { changedCopy } from './classes.ts';
import { unknown } from './opaque.ts';
import { shuffledBy } from './order.ts';
import { joined, openedPath, pathText, readBy } from './paths.ts';
import { substituted } from './replacing.ts';
import { renderFile, renderTemplate, templateVariables } from './rendering.ts';
import { ofParts } from './parts.ts';
import { dedent, strip } from './cutting.ts';
import { asParts, serialise } from './text.ts';
import { settingsFrom } from './settings-files.ts';
import { truthOf } from './truth.ts';
import { arrivedBy, deref, refTo, staticText } from './value.ts';
import type { Args, OpaqueValue, Part, Place, Scope, Value } from './value.ts';
import type { Machine } from './machine.ts';

/** The types of requests that Anthropic's and OpenAI's Python packages declare are dictionaries: `TextBlockParam(type="text", text=prompt)`. */
const TYPED_DICT = /^(?:anthropic|openai)(?:\.types)?(?:\.[\w.]+)?:(?:types\.)?(?:\w+\.)*\w+Param\(\)$/;

/** `replace(object, name=value)`. */
const CHANGED_COPIES: ReadonlySet<string> = new Set(['dataclasses:replace()', 'copy:replace()', 'attr:evolve()', 'attrs:evolve()']);

export const callBuiltin = (machine: Machine, call: OpaqueValue, args: Args, place: Place, scope: Scope): Value | null => {
  const known = classify(machine.builtins(place.file), call.key);
  const first = args.positional[0] ?? args.named.values().next().value;
  const { key } = call;
  if (call.module === '') {
    const answered = languageCall(machine, key, args, place);
    if (answered) return answered;
  }
  if (TYPED_DICT.test(key) && args.positional.length === 0) return refTo({ kind: 'record', entries: [...args.named].map(([name, value]) => ({ key: name, value, place: args.places.get(name) ?? place })), rest: args.rest, place });
  if (call.module === 're') {
    const filled = substituted(machine, call, args, { place, scope });
    if (filled) return filled;
  }
  const shuffled = shuffledBy(machine, key, args);
  if (shuffled) return shuffled;
  if (CHANGED_COPIES.has(key) && first) return changedCopy(first, args.named);
  if (/:dedent\(\)|:cleandoc\(\)|^(dedent|ts-dedent|outdent)/.test(key) && first) {
    const plain = deref(first);
    return plain.kind === 'text' ? ofParts(/dedent:default|cleandoc|outdent/.test(key) ? strip(dedent(plain.parts)) : dedent(plain.parts), plain.via) : first;
  }
  if (/^typing(?:_extensions)?:cast\(\)$/.test(key) && args.positional[1]) return castTo(args.positional[0]!, args.positional[1]);
  if (first && known.transparent) return deref(first).kind === 'function' ? machine.call(first, { ...args, positional: args.positional.slice(1) }, place, scope, false) : first;
  if (known.toText) return first ? ofParts(formatted(asParts(first, args.places.get('#0') ?? place, machine), args.positional[1]), 'literal') : null;
  if (known.serialises && first) return { ...ofParts(serialised(machine, first, args, place), 'literal'), jsonOf: first };
  if (known.parses && first) {
    const plain = deref(first);
    if (plain.kind === 'text') return plain.jsonOf ?? dataOf(plain.parts);
    // `json.load(file)`
    if (plain.kind === 'opaque' && /(?:^|[:.])open\(\)$/.test(plain.key)) {
      const opened = openedPath(plain, machine);
      const read = deref(opened ? readNamed(machine, opened, place) : unreadable(place, null));
      return read.kind === 'text' ? dataOf(read.parts) : read;
    }
    return plain.kind === 'opaque' && plain.hole?.param ? plain : null;
  }
  if (known.fetchesPromptFrom !== null) {
    const name = first ? staticText(first) : null;
    return { ...call, hole: { ...unknown('prompt', place, { volatility: 'process', content: 'document' }).hole!, cause: `prompt ${name === null ? '' : `${name} `}kept in ${known.fetchesPromptFrom}` } };
  }
  if (key === 'importlib:import_module()') {
    const name = first ? staticText(first) : null;
    if (name !== null && !name.startsWith('.')) return { kind: 'import', module: name, imported: '*', file: place.file, place };
  }
  if (known.pipes !== null) return pipeOf(call, args, known.pipes, place);
  if (known.environment) return environment(call, args, place);
  const read = call.module === '?' ? null : readBy(call, machine);
  if (read) {
    const content = readNamed(machine, read, place);
    return key.endsWith('readlines()') ? refTo({ kind: 'list', ordered: true, place, items: [{ value: content, place }] }) : content;
  }
  if (known.readsFile) return readFile(machine, known.readsFile === '#0' ? call : argumentHolder(call), place);
  if (known.joinsPaths) return joinPath(machine, call, args, place);
  return settingsFrom(machine, key, args, place) ?? templateCall(machine, call, args, place) ?? partialCall(key, args) ?? callGiven(machine, key, args, place, scope);
};

/** `format(now, '%Y-%m-%d')` */
const formatted = (parts: readonly Part[], given: Value | undefined): readonly Part[] => {
  const format = given ? staticText(given) : null;
  return format?.includes('%') ? keepOf(parts, keptByFormat(format, 'strftime')) : parts;
};

/** `prompt.pipe(model)`, `RunnableSequence.from([prompt, model])`: what `prompt | model` is in Python. */
const pipeOf = (call: OpaqueValue, args: Args, stages: PipeStages, place: Place): Value => {
  if (stages === 'same') return call.parent?.pipe ?? call;
  const list = args.positional[0] && deref(args.positional[0]);
  if (stages === 'list') return { kind: 'pipe', place, stages: list?.kind === 'list' ? list.items.map((item) => item.value) : args.positional };
  const before = call.parent?.pipe?.stages ?? (call.parent?.parent ? [call.parent.parent] : []);
  const added = args.positional.flatMap((arg) => {
    const plain = deref(arg);
    return plain.kind === 'pipe' ? plain.stages : [arg];
  });
  return { kind: 'pipe', place, stages: [...before, ...added] };
};

/** `cast(Client, model.client)`: what is unknown is of the class that is named. */
const castTo = (type: Value, value: Value): Value => {
  if (isPutOff(value)) return value;
  const plain = deref(value);
  return plain.kind === 'opaque' && plain.module === '?' && deref(type).kind === 'class' ? { ...plain, type } : value;
};

/** A whole file's text, parsed. */
const dataOf = (parts: readonly Part[]): Value | null => {
  const [only, ...others] = parts;
  return only?.kind === 'static' && others.length === 0 && only.place.span.start === 0 && isDataFile(only.place.file) ? dataIn(only.place.file, only.text) : null;
};

const argumentHolder = (call: OpaqueValue): OpaqueValue => {
  let current: OpaqueValue | null = call.parent;
  while (current && (!current.args || current.args.positional.length + current.args.named.size === 0)) current = current.parent;
  return current ?? call;
};

/** JSON with static text where it is known; unsorted keys of an unknown record have no stable order. */
const serialised = (machine: Machine, value: Value, args: Args, place: Place) => {
  const sorted = args.named.get('sort_keys');
  const parts = serialise(value, args.places.get('#0') ?? place, machine);
  return sorted && truthOf(sorted) === true ? parts.map((part) => (part.kind === 'hole' ? { ...part, hole: { ...part.hole, unstableOrder: undefined } } : part)) : parts;
};

const environment = (call: OpaqueValue, args: Args, place: Place): Value => {
  const name = args.positional[0] ? staticText(args.positional[0]) : null;
  const read = { ...unknown(name ?? 'environment', place, { volatility: 'process', cause: `environment ${name ?? ''}`.trim() }), key: call.key };
  const fallback = args.positional[1] ?? args.named.get('default');
  if (!fallback || deref(fallback).kind === 'constant') return read;
  return joinValues(read, arrivedBy(fallback, 'default'), `${name ?? 'the variable'} is not set`);
};

const joinPath = (machine: Machine, call: OpaqueValue, args: Args, place: Place): Value | null => {
  // A path object keeps its methods; its text is what they read.
  if (args.positional.length === 0 || call.key.endsWith('.joinpath()')) return null;
  const path = ofParts(joined(args.positional, place, machine));
  return call.key.startsWith('pathlib:') ? { ...call, args: { ...args, positional: [path] } } : path;
};

const isLast = (key: string): boolean => /joinpath\(\)$|get_data\(\)$|resources:(?:read_text|open_text)\(\)$/.test(key);

const readFile = (machine: Machine, holder: OpaqueValue, place: Place): Value => {
  // The path comes last where folders go before it, and first where an encoding or values follow.
  const given = isLast(holder.key) ? holder.args?.positional.at(-1) : holder.args?.positional[0] ?? holder.args?.named.values().next().value;
  return given ? readNamed(machine, given, place) : unreadable(place, null);
};

const unreadable = (place: Place, path: string | null): Value =>
  ({ ...unknown(path ?? 'file', place, { volatility: 'process', content: 'document', cause: path === null ? 'file' : `file ${path}` }), key: '?:file' });

/** The files of the functions that are under way, the innermost first: code may read what lies beside its caller. */
const callersOf = (machine: Machine): readonly FileId[] => [...new Set(machine.frames.map((frame) => frame.scope.file))].reverse();

const readNamed = (machine: Machine, given: Value, place: Place): Value => {
  const named = pathText(given, machine);
  const found = named ? machine.program.promptFile(named.path, place.file, named.exact, named.exact ? [] : callersOf(machine)) : null;
  if (!found) return unreadable(place, named?.path ?? null);
  return ofParts([{ kind: 'static', text: found.text, place: { file: found.file, span: { start: 0, end: found.text.length } } }], 'return');
};

const TEMPLATE_ENVIRONMENT = /get_template\(\)$|:Template\(\)$|from_string\(\)$|:PromptTemplate\(\)$|compile\(\)$/;

/** Jinja, mustache and handlebars: `environment.get_template(name).render(values)`. */
const templateCall = (machine: Machine, call: OpaqueValue, args: Args, place: Place): Value | null => {
  if (/:Template\(\)\.(safe_)?substitute\(\)$/.test(call.key) && call.module === 'string') {
    const template = argumentHolder(call).args?.positional[0];
    const plain = template && deref(template);
    return plain?.kind === 'text' ? ofParts(renderTemplate(machine, plain.parts, templateVariables(args), /\$\{?(\w+)\}?/g)) : null;
  }
  if (/(^|[:.])(render|renderString|render_async)\(\)$/.test(call.key)) {
    const made = call.parent?.parent;
    if (call.module === 'mustache' || call.module === 'nunjucks' || call.module === 'ejs') {
      // `nunjucks.render` is given a file's name, the others the text.
      const source = /^nunjucks:(?:default\.)?render\(\)$/.test(call.key) ? readFile(machine, call, place) : args.positional[0];
      const plain = source && deref(source);
      return plain?.kind === 'text' ? ofParts(renderFile(machine, plain.parts, templateVariables({ ...args, positional: args.positional.slice(1) }), call.module === 'mustache' ? 'mustache' : 'jinja')) : null;
    }
    if (!made?.args || !TEMPLATE_ENVIRONMENT.test(made.key)) return null;
    const source = /get_template\(\)$/.test(made.key) ? readFile(machine, made, place) : made.args.positional[0];
    return source ? rendered(machine, source, args) : null;
  }
  if (call.module === 'handlebars' && call.key.endsWith('compile()()')) {
    const plain = call.parent?.args?.positional[0] && deref(call.parent.args.positional[0]);
    return plain?.kind === 'text' ? ofParts(renderFile(machine, plain.parts, templateVariables(args), 'mustache')) : null;
  }
  return null;
};

/** Each text a template may be, filled; what is no text stays what it is. */
const rendered = (machine: Machine, source: Value, args: Args, depth = 0): Value | null => {
  const plain = deref(source);
  if (plain.kind === 'text') return ofParts(renderFile(machine, plain.parts, templateVariables(args), 'jinja'), 'return');
  if (plain.kind === 'opaque') return plain;
  if (plain.kind !== 'union' || depth > 0) return null;
  return plain.members.reduce<Value | null>((joined, { value, when }) => {
    const next = rendered(machine, value, args, depth + 1);
    return joined && next ? joinValues(joined, next, when) : next ?? joined;
  }, null);
};

/** What follows the first so many, each with the place it is written at. */
const withoutFirst = (args: Args, count: number): Args => ({
  ...args, positional: args.positional.slice(count),
  places: new Map([...args.places].flatMap(([name, place]): [string, Place][] => {
    const at = name.startsWith('#') ? Number(name.slice(1)) - count : null;
    return at === null ? [[name, place]] : at < 0 ? [] : [[`#${at}`, place]];
  })),
});

const partialCall = (key: string, args: Args): Value | null => {
  if (key !== 'functools:partial()') return null;
  const callee = args.positional[0] && deref(args.positional[0]);
  return callee?.kind === 'function' || callee?.kind === 'opaque' ? { ...callee, preset: withoutFirst(args, 1) } : null;
};

/** `asyncio.to_thread(f, x)`, `pool.submit(f, x)`: calls what is given with what follows. */
const callGiven = (machine: Machine, key: string, args: Args, place: Place, scope: Scope): Value | null => {
  const at = /(?:to_thread(?:\.run_sync)?|from_thread\.run_sync|run_in_threadpool|\.submit|\.apply_async|sync_to_async|traceable|retry_async)\(\)$/.test(key) ? 0 : /\.run_in_executor\(\)$/.test(key) ? 1 : -1;
  const callee = at < 0 ? undefined : args.positional[at];
  return callee ? machine.call(callee, withoutFirst(args, at + 1), place, scope, false) : null;
};
