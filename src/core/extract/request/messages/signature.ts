/** A class that stands for a prompt: its documentation and its fields. */
import { asParts } from '../../../values/text.ts';
import { deref } from '../../../values/value.ts';
import type { Part, Place, Value } from '../../../values/value.ts';
import type { BlockDraft } from '../../draft.ts';
import type { Reading } from './reading.ts';

/** DSPy: the class's docstring and the descriptions of its fields. */
export const signatureBlocks = (doc: string | undefined, of: Value & { kind: 'class' }, reading: Reading): readonly BlockDraft[] => {
  const place = { file: of.scope.file, span: of.node.span };
  const blocks: BlockDraft[] = [];
  if (doc) blocks.push({ role: 'system', parts: [{ kind: 'static', text: cleaned(doc), place: docPlace(of) ?? place }], breakpoint: null, place });
  const fields = [...of.members.names].flatMap(([name, cell]) => {
    const field = cell.value && deref(cell.value);
    if (field?.kind !== 'opaque' || !/(Input|Output)Field\(\)$/.test(field.key)) return [];
    // `prefix` is sent by versions before 2.5 only.
    const given = field.args?.named.get('desc');
    const described = given ? asParts(given, field.args?.places.get('desc') ?? field.place, reading.machine) : [];
    const hole: Part[] = field.key.includes('InputField') ? [{ kind: 'hole', hole: { expression: name, place: field.place, volatility: 'request', cause: name, origin: [], content: 'text', bounds: null } }] : [];
    return [...described, ...hole];
  });
  if (fields.length > 0) blocks.push({ role: 'user', parts: fields, breakpoint: null, place });
  return blocks;
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
