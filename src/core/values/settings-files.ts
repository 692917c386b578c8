/** Settings objects that libraries fill from files: prompts may be kept among the settings. */
import { mergeInto } from './collections.ts';
import { dataIn } from './data-file.ts';
import { unknown } from './opaque.ts';
import { pathText } from './paths.ts';
import { deref, refTo } from './value.ts';
import type { Args, Item, Place, RecordValue, Value } from './value.ts';
import type { Machine } from './machine.ts';

const SETTINGS = /^dynaconf:(?:Dynaconf|LazySettings|Settings)\(\)$/;
const FILES = ['settings_files', 'settings_file', 'SETTINGS_FILE_FOR_DYNACONF', 'preload', 'includes'];

/** `Dynaconf(settings_files=[…])`: what the files hold, later ones over earlier; the environment may add more. Null for other calls. */
export const settingsFrom = (machine: Machine, key: string, args: Args, place: Place): Value | null => {
  if (!SETTINGS.test(key)) return null;
  const empty: RecordValue = { kind: 'record', entries: [], rest: null, place };
  const filled = FILES.flatMap((name) => listed(args.named.get(name))).reduce<RecordValue>((merged, { value }) => {
    const path = pathText(value, machine);
    const found = path && machine.program.promptFile(path.path, place.file, path.exact);
    const data = found ? dataIn(found.file, found.text) : null;
    return data ? mergeInto(merged, data) : merged;
  }, empty);
  return filled.entries.length === 0 ? null : refTo({ ...filled, rest: unknown('settings', place, { volatility: 'process' }) });
};

const listed = (given: Value | undefined): readonly Pick<Item, 'value'>[] => {
  const plain = given && deref(given);
  return plain?.kind === 'list' ? plain.items : given ? [{ value: given }] : [];
};
