/** What every reader of messages shares: where it is, and the blocks it makes. */
import type { BlockRole } from '../../../call-site.ts';
import type { Machine } from '../../../values/machine.ts';
import { holeOf, paramOf } from '../../../values/opaque.ts';
import { fillFields } from '../../../values/cutting.ts';
import { asParts } from '../../../values/text.ts';
import { deref } from '../../../values/value.ts';
import type { HoleValue, Part, Place, RecordValue, Value } from '../../../values/value.ts';
import type { BlockDraft } from '../../draft.ts';

export interface Reading {
  readonly machine: Machine;
  readonly place: Place;
  readonly role: BlockRole;
  readonly condition?: string;
  /** Values for the fields of a template object. */
  readonly fields: ReadonlyMap<string, Value>;
  /** `{name}` in texts of this template is a field. */
  readonly templated?: boolean;
  readonly depth: number;
  /** How many values may still be read. */
  readonly budget: { left: number };
  /** Reads a value of any shape; each shape's reader goes back to it for what it holds. */
  readonly read: (value: Value, reading: Reading) => readonly BlockDraft[];
}

export const ROLES: Readonly<Record<string, BlockRole>> = {
  system: 'system', developer: 'system', user: 'user', human: 'user', assistant: 'assistant', ai: 'assistant', model: 'assistant', tool: 'tool', function: 'tool', placeholder: 'user',
};

export const entry = (record: RecordValue, name: string): { readonly value: Value; readonly place: Place } | undefined => record.entries.find((each) => each.key === name);

export const block = (parts: readonly Part[], reading: Reading, breakpoint: BlockDraft['breakpoint'] = null): BlockDraft => ({
  role: reading.role, parts, breakpoint, place: reading.place, ...(reading.condition ? { condition: reading.condition } : {}),
});

export const textBlock = (parts: readonly Part[], reading: Reading): readonly BlockDraft[] =>
  (parts.length === 0 ? [] : [block(reading.templated ? fillTemplate(parts, reading) : parts, reading)]);

const fillTemplate = (parts: readonly Part[], reading: Reading): readonly Part[] =>
  fillFields(parts, /\{\{|\}\}|\{(\w+)\}/g, (at) => reading.machine.program.source(at), (match, place) => {
    if (match[0] === '{{' || match[0] === '}}') return [{ kind: 'static', text: match[0][0]!, place }];
    const value = reading.fields.get(match[1] ?? '');
    if (value) return asParts(value, place, reading.machine);
    return [{ kind: 'hole', hole: { expression: match[0], place, volatility: 'request', cause: match[1] ?? '', origin: [], content: 'text', bounds: null } }];
  });

export const holeBlock = (value: Value, reading: Reading, content: HoleValue['content']): BlockDraft => {
  const hole = holeOf(value, reading.place, reading.machine);
  const plain = deref(value);
  const param = plain.kind === 'opaque' ? paramOf(plain) : undefined;
  return block([{ kind: 'hole', hole: { ...hole, content: hole.content === 'text' ? content : hole.content, ...(param ? { param } : {}) } }], reading);
};

/** Where a template of messages puts a conversation: what the call fills it with, or something of the session's, which a memory may cut. */
export const placeholderBlocks = (name: string, reading: Reading): readonly BlockDraft[] => {
  const given = reading.fields.get(name);
  if (given && deref(given).kind !== 'opaque') return reading.read(given, { ...reading, templated: false, depth: reading.depth + 1 });
  if (given) return [holeBlock(given, reading, 'messages')];
  return [block([{ kind: 'hole', hole: { expression: `{${name}}`, place: reading.place, volatility: 'session', cause: name, origin: [], content: 'messages', bounds: null } }], reading)];
};
