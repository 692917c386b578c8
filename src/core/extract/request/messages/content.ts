/** The parts of one message: texts, media, and the cache markers between them. */
import { holeOf } from '../../../values/opaque.ts';
import { asParts } from '../../../values/text.ts';
import { deref, staticText } from '../../../values/value.ts';
import type { ListValue, Part, Place, RecordValue, Value } from '../../../values/value.ts';
import type { BlockDraft } from '../../draft.ts';
import { block, entry } from './reading.ts';
import type { Reading } from './reading.ts';

export const isContentPart = (value: Value): boolean => {
  const plain = deref(value);
  return plain.kind === 'record' && !entry(plain, 'role') && (entry(plain, 'type') !== undefined || entry(plain, 'text') !== undefined || entry(plain, 'cachePoint') !== undefined || entry(plain, 'inlineData') !== undefined || entry(plain, 'inline_data') !== undefined);
};

/** Parts of one message are one block, unless a cache marker ends one. */
export const contentBlocks = (list: ListValue, reading: Reading): readonly BlockDraft[] => {
  const blocks: BlockDraft[] = [];
  let open: Part[] = [];
  const close = (breakpoint: BlockDraft['breakpoint'], place: Place): void => {
    if (open.length > 0) blocks.push({ ...block(open, { ...reading, place }, breakpoint) });
    else if (breakpoint && blocks.length > 0) blocks.push({ ...blocks.pop()!, breakpoint });
    open = [];
  };
  for (const item of list.items) {
    const plain = deref(item.value);
    const marker = plain.kind === 'record' ? markerOf(plain) : null;
    if (plain.kind === 'record' && entry(plain, 'cachePoint')) {
      close({ ttl: null, place: item.place }, reading.place);
      continue;
    }
    const parts = contentParts(item.value, { ...reading, place: item.place });
    open.push(...(item.condition ? [{ kind: 'choice' as const, options: [[], parts] }] : parts));
    if (marker) close(marker, item.place);
  }
  close(null, reading.place);
  return blocks;
};

export const contentParts = (value: Value, reading: Reading): readonly Part[] => {
  const plain = deref(value);
  if (plain.kind === 'text') return plain.parts;
  if (plain.kind !== 'record') return asParts(value, reading.place, reading.machine);
  const type = staticText(entry(plain, 'type')?.value ?? { kind: 'constant', value: null });
  const text = entry(plain, 'text') ?? (type === null || /^(input_text|output_text|tool_result)$/.test(type) ? entry(plain, 'content') : undefined);
  if (text) return reading.read(text.value, { ...reading, place: text.place }).flatMap((each) => each.parts);
  const media = type !== null && /document|file/.test(type) ? 'document' : 'media';
  return [{ kind: 'hole', hole: { ...holeOf(value, reading.place, reading.machine), content: media } }];
};

/** `cache_control`, `cachePoint`, `providerOptions.anthropic.cacheControl`. */
export const markerOf = (record: RecordValue): BlockDraft['breakpoint'] => {
  const direct = entry(record, 'cache_control') ?? entry(record, 'cacheControl') ?? entry(record, 'cachePoint');
  if (direct) return markerFrom(direct.value, direct.place);
  const options = entry(record, 'providerOptions') ?? entry(record, 'experimental_providerMetadata') ?? entry(record, 'additional_kwargs') ?? entry(record, 'options');
  const plain = options && deref(options.value);
  if (plain?.kind !== 'record') return null;
  for (const each of plain.entries) {
    const inner = deref(each.value);
    const found = inner.kind === 'record' ? (entry(inner, 'cacheControl') ?? entry(inner, 'cachePoint') ?? entry(inner, 'cache_control')) : each.key === 'cache_control' ? each : undefined;
    if (found) return markerFrom(found.value, found.place);
  }
  return null;
};

const markerFrom = (value: Value, place: Place): BlockDraft['breakpoint'] => {
  const plain = deref(value);
  if (plain.kind === 'constant' && plain.value === null) return null;
  const ttl = plain.kind === 'record' ? staticText(entry(plain, 'ttl')?.value ?? { kind: 'constant', value: null }) : null;
  return { ttl: ttl === '1h' ? '1h' : ttl === '5m' ? '5m' : null, place };
};
