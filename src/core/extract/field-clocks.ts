/**
 * Fields of prompt files that are given the time: the file names the field, code fills one of that name,
 * and what brings the two together is out of sight.
 *
 *     prompts/agent.md     Date: {{ date }}
 *     context.py           return {"user": name, "date": datetime.now().isoformat()}
 */
import { isRequestData } from '../caching/request-data.ts';
import type { Block, CallSite, Hole, Segment, TemplateFile } from '../call-site.ts';
import type { Location } from '../document.ts';
import type { Expression, FunctionNode, Statement } from '../syntax/ir.ts';
import { allExpressions, allStatements, expressionsIn, namesIn } from '../syntax/walk.ts';
import type { Machine } from '../values/machine.ts';
import { placeOf } from '../values/machine.ts';
import { shorten } from '../values/opaque.ts';
import { symbolicArgs } from '../values/parameters.ts';
import { asParts } from '../values/text.ts';
import type { FunctionValue, HoleValue, Place } from '../values/value.ts';
import { flatten } from './draft.ts';

const SAYS_CLOCK = /date|time|now|today|clock|moment/i;
const CLOCK = /\bnew Date\b|Date\.now|\bdatetime\b|time\.(?:time|strftime)|dayjs|moment\(/i;

/** Names of fields that may be given the time. */
export const clockFieldsOf = (templates: readonly TemplateFile[]): ReadonlySet<string> =>
  new Set(templates.flatMap(({ variables }) => variables.filter((name) => SAYS_CLOCK.test(name))));

/** A cheap look at a text: it speaks of a clock and of one of the fields. */
export const mayFill = (text: string, fields: ReadonlySet<string>): boolean => CLOCK.test(text) && [...fields].some((name) => text.includes(name));

/** A field that code fills. */
export interface Filled {
  readonly name: string;
  readonly place: Place;
  /** What fills it, when it changes at all. */
  readonly hole: HoleValue | null;
}

/** What the function fills fields of these names with. */
export const filledIn = (machine: Machine, callee: FunctionValue, fields: ReadonlySet<string>): readonly Filled[] =>
  bindingsIn(callee.node, fields).map(({ name, value }) => {
    const only: FunctionValue = { ...callee, node: reducedTo(value, callee.node) };
    const place = placeOf(callee.scope, value.span);
    const parts = flatten(asParts(machine.callFunction(only, symbolicArgs(machine, only, 'call'), place), place, machine));
    const holes = parts.flatMap((part) => (part.kind === 'hole' ? [part.hole] : []));
    const hole = holes.find(({ volatility }) => volatility === 'time' || volatility === 'random') ?? holes[0] ?? null;
    return { name, place, hole: hole === null || value.kind === 'name' ? hole : { ...hole, cause: shorten(machine.program.source(place)) } };
  });

interface Binding {
  readonly name: string;
  readonly value: Expression;
}

/** `{"date": now}`, `render(date=now)`, `variables["date"] = now` */
const bindingsIn = (node: FunctionNode, fields: ReadonlySet<string>): readonly Binding[] => {
  const written = [...expressionsIn(node.body), ...(node.result === undefined ? [] : allExpressions(node.result))];
  const given = written.flatMap((each) => {
    if (each.kind === 'record') return each.entries.flatMap((entry) => (entry.kind === 'entry' ? [{ name: keyOf(entry.key), value: entry.value }] : []));
    return each.kind === 'call' ? each.args.map((arg) => ({ name: arg.name ?? '', value: arg.value })) : [];
  });
  const set = allStatements(node.body).flatMap((statement) => (statement.kind === 'assign' && statement.target.kind === 'index' ? [{ name: keyOf(statement.target.index), value: statement.value }] : []));
  return [...given, ...set].filter(({ name }) => fields.has(name));
};

const keyOf = (key: Expression): string =>
  (key.kind === 'name' ? key.name : key.kind === 'string' ? key.parts.map((part) => (part.kind === 'text' ? part.value : '')).join('') : '');

/** The function with nothing left but what leads to the value, which it answers. */
const reducedTo = (value: Expression, node: FunctionNode): FunctionNode => {
  const { result: _, ...rest } = node;
  const wanted = new Set(namesIn(allExpressions(value)));
  const leading: Statement[] = [];
  for (const statement of allStatements(node.body).filter(({ span }) => span.end <= value.span.start).reverse()) {
    if (statement.kind !== 'assign' || statement.target.kind !== 'name' || !wanted.has(statement.target.name)) continue;
    leading.unshift(statement);
    for (const name of namesIn(allExpressions(statement.value))) wanted.add(name);
  }
  return { ...rest, isAsync: false, isGenerator: false, body: [...leading, { kind: 'return', value, span: value.span }] };
};

export interface FieldClock {
  readonly cause: string;
  readonly volatility: Hole['volatility'];
  /** Where it is given the time; the first is where the finding says it is built. */
  readonly origin: readonly [Location, ...Location[]];
}

/** Fields that are given a moment wherever they are given anything that changes. */
export function clocksAmong(filled: readonly Filled[], locate: (place: Place) => Location): ReadonlyMap<string, FieldClock> {
  const clocks = new Map<string, FieldClock>();
  for (const { name, place, hole } of filled) {
    if (hole?.volatility !== 'time' && hole?.volatility !== 'random') continue;
    const known = clocks.get(name);
    clocks.set(name, known ? { ...known, origin: [...known.origin, locate(place)] } : { cause: hole.cause, volatility: hole.volatility, origin: [locate(place)] });
  }
  for (const { name, hole } of filled) if (hole !== null && hole.volatility !== 'time' && hole.volatility !== 'random') clocks.delete(name);
  return clocks;
}

/** Each prompt file with such a field as a prompt that is built somewhere, with nothing known to stand behind it; one whose clock was seen in a call is told there. */
export function promptsWithClocks(templates: readonly TemplateFile[], clocks: ReadonlyMap<string, FieldClock>, calls: readonly CallSite[]): readonly CallSite[] {
  if (clocks.size === 0) return [];
  const sent = new Set(calls.flatMap((call) => call.blocks.flatMap((block) => block.segments.filter(isClock).map(lineOf))));
  return templates.flatMap((template) => {
    const first = template.variables.map((name) => clocks.get(name)).find((clock) => clock !== undefined);
    const prompt = first === undefined ? null : promptOf(template, clocks, first);
    return prompt === null || prompt.blocks.some((block) => block.segments.some((segment) => isClock(segment) && sent.has(lineOf(segment)))) ? [] : [prompt];
  });
}

const isClock = (segment: Segment): boolean => segment.kind === 'hole' && (segment.volatility === 'time' || segment.volatility === 'random');
const lineOf = ({ location: { file, range } }: Segment): string => `${file}:${range.start.line}`;

/** Written in backticks, it is spoken of and not filled in. */
const isQuoted = (segments: readonly Segment[], index: number): boolean => {
  const [before, after] = [segments[index - 1], segments[index + 1]];
  return before?.kind === 'static' && after?.kind === 'static' && before.text.endsWith('`') && after.text.startsWith('`');
};

const FIELD = /^\W*([\w.]+)\W*$/;

function promptOf({ file, blocks }: TemplateFile, clocks: ReadonlyMap<string, FieldClock>, { origin: [location] }: FieldClock): CallSite {
  // Text under a condition may not be sent at all.
  const always = blocks.filter((block) => block.condition === undefined).map((block): Block => ({
    ...block, role: 'system',
    segments: block.segments.map((segment, index) => {
      const clock = segment.kind === 'hole' && !isQuoted(block.segments, index) ? clocks.get(FIELD.exec(segment.expression)?.[1] ?? '') : undefined;
      if (segment.kind !== 'hole') return segment;
      // Told by its name alone: what is set up once, or what a request brings.
      const brought: Hole = { ...segment, volatility: 'request' };
      return clock === undefined ? isRequestData(brought, 'system') ? brought : { ...segment, volatility: 'session' } : { ...segment, volatility: clock.volatility, cause: clock.cause, origin: clock.origin };
    }),
  }));
  const start: Location = blocks[0]?.location ?? location;
  return {
    id: `${file}#`, location: start, nameLocation: location, enclosing: null, kind: 'template', sdk: 'prompt', provider: null, model: { id: null, from: 'unknown', candidates: [], location: null },
    blocks: always, outputLimit: null, outputSchema: null, tools: [], toolChoice: null, reasoning: null, gateway: null, multiple: null, use: 'unknown', fees: [], through: [], telemetryNames: [], problems: [],
  };
}
