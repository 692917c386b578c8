/** One call record as a line of the panel. */
import { exactDollars } from '../core/present/money.ts';
import { modelWords, reportedWords } from '../core/present/record.ts';
import type { CallRecord, CostSource } from '../telemetry/call-record.ts';
import type { CallLine } from './protocol.ts';
import { countWords } from './words.ts';

/** `site`: the id of the call site it was assigned to. */
export function callLine(record: CallRecord, site: string | null): CallLine {
  const counted = (count: number): string => (record.unmeasured ? 'unknown' : `${record.estimated ? '~' : ''}${countWords(count)}`);
  return {
    id: record.id, time: record.time, model: modelWords(record),
    names: [record.feature, record.agent, record.task].filter((name) => name !== null).join(' · '),
    input: counted(record.input + record.cacheRead + record.cacheWrite5m + record.cacheWrite1h),
    cached: counted(record.cacheRead), output: counted(record.output),
    ...costOf(record), failed: record.status === 'error', place: placeOf(record), assigned: site === null ? null : siteName(site),
  };
}

/** Words for what a number would hide. `priced` and `reported` come with a number. */
const SOURCE_WORDS: Readonly<Record<CostSource, string | null>> = {
  priced: null, reported: null, unpriced: 'unpriced', local: 'local, no token fee', replayed: 'replayed, $0', 'user-key': 'paid by the user’s own key',
};

function costOf(record: CallRecord): Pick<CallLine, 'cost' | 'priced'> {
  const { cost, costSource, unmeasured } = record;
  if (unmeasured && cost === null) return { cost: 'no usage reported', priced: false };
  const word = SOURCE_WORDS[costSource] ?? (cost === null ? 'unpriced' : null);
  return word === null && cost !== null ? { cost: [exactDollars(cost), reportedWords(record)].filter((part) => part !== null).join('; '), priced: true } : { cost: word ?? 'unpriced', priced: false };
}

function placeOf({ location }: CallRecord): string | null {
  if (location === null) return null;
  const file = location.file?.split(/[\\/]/).at(-1) ?? null;
  if (file === null) return location.function;
  return location.line === null ? file : `${file}:${location.line}`;
}

/** `src/answer.py#Desk.answer/create/0` → `answer.py · Desk.answer`. */
function siteName(id: string): string {
  const [file = '', inside = ''] = id.split('#');
  const name = file.split('/').at(-1) ?? file;
  const [enclosing = ''] = inside.split('/');
  return inside.split('/').length > 2 ? `${name} · ${enclosing}` : name;
}
