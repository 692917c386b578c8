/** A class that stands for a prompt: its documentation and its fields, and what is made of one by adding to it. */
import { asParts } from '../../../values/text.ts';
import { deref, staticText } from '../../../values/value.ts';
import type { OpaqueValue, Part, Place, Value } from '../../../values/value.ts';
import type { BlockDraft } from '../../draft.ts';
import type { Reading } from './reading.ts';

/** DSPy: the class's docstring and the descriptions of its fields. */
export const signatureBlocks = (doc: string | undefined, of: Value & { kind: 'class' }, reading: Reading): readonly BlockDraft[] => {
  const place = { file: of.scope.file, span: of.node.span };
  const blocks: BlockDraft[] = [];
  if (doc) blocks.push({ role: 'system', parts: [{ kind: 'static', text: cleaned(doc), place: docPlace(of) ?? place }], breakpoint: null, place });
  const fields = [...of.members.names].flatMap(([name, cell]) => {
    const field = cell.value && deref(cell.value);
    return isField(field) ? fieldParts(name, field, reading) : [];
  });
  if (fields.length > 0) blocks.push({ role: 'user', parts: fields, breakpoint: null, place });
  return blocks;
};

const isField = (value: Value | undefined): value is OpaqueValue => value?.kind === 'opaque' && /(Input|Output)Field\(\)$/.test(value.key);

const fieldParts = (name: string, field: OpaqueValue, reading: Reading): readonly Part[] => {
  // `prefix` is sent by versions before 2.5 only.
  const described = ['desc', 'description'].flatMap((keyword) => {
    const given = field.args?.named.get(keyword);
    return given ? [asParts(given, field.args?.places.get(keyword) ?? field.place, reading.machine)] : [];
  })[0] ?? [];
  const hole: Part[] = field.key.includes('InputField') ? [{ kind: 'hole', hole: { expression: name, place: field.place, volatility: 'request', cause: name, origin: [], content: 'text', bounds: null } }] : [];
  return [...described, ...hole];
};

const DERIVING = /\.(append|prepend|insert|delete|with_instructions|with_updated_fields)\(\)$/;

/** `Answer.append('why', dspy.OutputField(desc='…'))`, `Answer.with_instructions('…')`: what the class says, and what is added. Null for any other call. */
export const derivedBlocks = (value: OpaqueValue, reading: Reading): readonly BlockDraft[] | null => {
  const { args } = value;
  if (!args) return null;
  const ensured = /^dspy\b.*[:.]ensure_signature\(\)$/.test(value.key) ? args.positional[0] ?? args.named.get('signature') : undefined;
  if (ensured) return reading.read(ensured, reading);
  const how = DERIVING.exec(value.key)?.[1];
  const from = value.parent?.parent;
  if (how === undefined || !from) return null;
  const given = [...args.positional, ...args.named.values()].map((each) => deref(each));
  const field = given.find(isField);
  if (!field && !how.startsWith('with_') && !from.type) return null;
  // As deep as there are additions, which a reading is not.
  const before = derivedBlocks(from, reading) ?? reading.read(from.args ? from : from.type ?? from, reading);
  if (how === 'with_instructions') {
    const told = args.positional[0] ?? args.named.get('instructions');
    return [...(told ? reading.read(told, { ...reading, role: 'system' }) : []), ...before.filter(({ role }) => role !== 'system')];
  }
  const parts = field ? fieldParts(given.map((each) => staticText(each)).find((name) => name !== null) ?? 'field', field, reading) : [];
  return parts.length > 0 ? [...before, { role: 'user', parts, breakpoint: null, place: value.place }] : before;
};

const docPlace = (of: Value & { kind: 'class' }): Place | null => {
  const first = of.node.body[0];
  return first?.kind === 'expression' && first.value.kind === 'string' ? { file: of.scope.file, span: first.span } : null;
};

/** `inspect.cleandoc`. */
const cleaned = (doc: string): string => {
  const lines = doc.split('\n');
  const indents = lines.slice(1).filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)![0].length);
  const common = indents.length > 0 ? Math.min(...indents) : 0;
  return [lines[0]?.trimStart() ?? '', ...lines.slice(1).map((line) => line.slice(common))].join('\n').trim();
};
