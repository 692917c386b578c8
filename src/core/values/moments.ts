/**
 * How much of a moment a text keeps, which is how often it changes:
 *
 *     datetime.now().strftime('%B %d')        its day
 *     new Date().toISOString().slice(0, 13)   its hour
 *     datetime.now().astimezone().utcoffset() nothing of it: where the process runs
 *     datetime.now().isoformat()              all of it
 */
import { deref, staticText } from './value.ts';
import type { OpaqueValue, Part, Value } from './value.ts';
import type { Builtins, FormatLanguage } from './builtins/rules.ts';
import type { Classified } from './builtins/classify.ts';
import type { Volatility } from './volatility.ts';

export type Kept = 'nothing' | 'day' | 'hour' | 'moment';

/** How often a value changes; `hourly` where a time changes with the hour and not with every look. */
export interface Pace {
  readonly volatility: Volatility;
  readonly hourly?: true;
}

/** The pace of a moment of which so much is kept; what is no moment keeps its own. */
export const paceOf = <T extends Pace>(pace: T, kept: Kept): T => {
  if (pace.volatility !== 'time' || kept === 'moment') return pace;
  return kept === 'hour' ? { ...pace, hourly: true } : { ...pace, volatility: kept === 'day' ? 'day' : 'process', hourly: undefined };
};

/** Texts filled with a moment, of which so much is kept. */
export const keepOf = (parts: readonly Part[], kept: Kept): readonly Part[] =>
  parts.map((part) => (part.kind === 'hole' ? { ...part, hole: paceOf(part.hole, kept) } : part));

/** Per language of formats: quoted text, and what tells the minute or less, the hour, and the zone; anything else tells the day. */
const LANGUAGES: Readonly<Record<FormatLanguage, { readonly quoted: RegExp; readonly fine: RegExp; readonly hour: RegExp; readonly zone: RegExp; readonly directive: RegExp }>> = {
  strftime: { quoted: /%%/g, fine: /%[-_0^#]?[MSfcXsTRr+]/, hour: /%[-_0^#]?[HIklp]/, zone: /%:?[zZ]/g, directive: /%[-_0^#]?[a-zA-Z]/ },
  'date-fns': { quoted: /'[^']*'/g, fine: /[msStTp]/, hour: /[abBhHkK]/, zone: /[zZxXO]/g, directive: /[a-zA-Z]/ },
  luxon: { quoted: /'[^']*'/g, fine: /[msSuTtfFX]|x/, hour: /[ahH]/, zone: /[zZ]/g, directive: /[a-zA-Z]/ },
  moment: { quoted: /\\?\[[^\]]*\]/g, fine: /[msSXx]|L{3,}|LTS?|l{3,}/, hour: /[HhkaA]/, zone: /[zZ]/g, directive: /[a-zA-Z]/ },
};

export const keptByFormat = (format: string, language: FormatLanguage): Kept => {
  const { quoted, fine, hour, zone, directive } = LANGUAGES[language];
  const directives = format.replace(quoted, '');
  if (fine.test(directives)) return 'moment';
  if (hour.test(directives)) return 'hour';
  return directive.test(directives.replace(zone, '')) || !zone.test(directives) ? 'day' : 'nothing';
};

/** `2026-09-23`, `2026-09-23T14`: so much of a moment is its day, and its hour. */
const [DATE_LENGTH, HOUR_LENGTH] = [10, 13];

/** What the first so many characters of a moment's text keep. */
export const keptByCut = (from: number, to: number | null): Kept =>
  (from !== 0 || to === null || to < 0 || to > HOUR_LENGTH ? 'moment' : to > DATE_LENGTH ? 'hour' : 'day');

/** What a step keeps of the moment it is taken of, or that it is given. `written` is the step's source. */
export const keptBy = (value: OpaqueValue, builtins: Builtins, { formatLanguage }: Classified, written: string): Kept => {
  const { key } = value;
  const ends = (suffixes: readonly string[]): boolean => suffixes.some((suffix) => key.endsWith(suffix));
  if (ends(builtins.zoneOf)) return 'nothing';
  const args = value.args === null ? [] : [...value.args.positional, ...value.args.named.values()];
  if (/\.toLocale(?:Date|Time)?String\(\)$/.test(key)) return keptByOptions(key, args[1]);
  if (/\.DateTimeFormat\(\)\.format\(\)$/.test(key)) return keptByOptions(key, value.parent?.parent?.args?.positional[1]);
  if (ends(builtins.dayOf)) return 'day';
  if (ends(builtins.hourOf)) return 'hour';
  if (formatLanguage !== null) {
    const format = args.map(staticText).find((each) => each !== null);
    return typeof format === 'string' ? keptByFormat(format, formatLanguage) : 'moment';
  }
  return keptByRounding(value) ?? keptByPart(value, written);
};

/** `toLocaleDateString('en', { hour: 'numeric' })` tells more than the date. */
function keptByOptions(key: string, options: Value | undefined): Kept {
  const usual: Kept = /\.toLocale(?:Time)?String\(\)$/.test(key) ? 'moment' : 'day';
  const plain = options && deref(options);
  if (plain?.kind !== 'record' || plain.rest !== null) return usual;
  const has = (names: RegExp): boolean => plain.entries.some((entry) => names.test(entry.key));
  if (has(/^(?:minute|second|timeStyle|fractionalSecondDigits)$/)) return 'moment';
  if (has(/^(?:hour|dayPeriod)$/)) return 'hour';
  // A zone alone chooses nothing: `toLocaleString` then writes the time too.
  return has(/^(?:weekday|era|year|month|day|dateStyle)$/) && !/TimeString/.test(key) ? 'day' : usual;
}

/** `now.replace(minute=0, second=0)`, `dayjs().startOf('hour')`, `isoformat(timespec='hours')`; null where nothing is rounded. */
function keptByRounding({ key, args }: OpaqueValue): Kept | null {
  if (args === null) return null;
  const zero = (name: string): boolean => isNumber(args.named.get(name), 0);
  if (/\.replace\(\)$/.test(key)) return zero('minute') ? (zero('hour') ? 'day' : 'hour') : null;
  const unit = /\.isoformat\(\)$/.test(key) ? args.named.get('timespec') : /\.(?:startOf|endOf|floor|start_of|end_of)\(\)$/.test(key) ? args.positional[0] : undefined;
  const name = unit === undefined ? null : staticText(unit);
  if (name !== null) return /^hours?$/.test(name) ? 'hour' : /^(?:day|date|week|isoWeek|month|quarter|year|decade|century)s?$/.test(name) ? 'day' : 'moment';
  return /(?:^|[.:])startOf(?:Day|Today|Week|ISOWeek|Month|Quarter|Year)\(\)$/.test(key) ? 'day' : /(?:^|[.:])startOfHour\(\)$/.test(key) ? 'hour' : null;
}

/** `….toISOString().slice(0, 10)`, `….isoformat().split("T")[0]`. */
function keptByPart(value: OpaqueValue, written: string): Kept {
  const { key, parent } = value;
  if (/\.(?:slice|substring|substr)\(\)$/.test(key)) {
    const [from, to] = value.args?.positional.map(numberIn) ?? [];
    // `Tue, 24 Nov 2026` and `Tue Nov 24 2026` are longer than ISO's dates.
    const longer = /\.toUTCString\(\)\.\w+\(\)$/.test(key) ? 6 : /(?:\.toString\(\)|:String\(\))\.\w+\(\)$/.test(key) ? 5 : 0;
    return keptByCut(from ?? NaN, to === undefined || to === null ? null : to - longer);
  }
  if (!/\.split\(\)\.\[\]$/.test(key) || !/\[0\]$/.test(written)) return 'moment';
  const separator = parent?.args?.positional[0];
  const by = separator === undefined ? null : staticText(separator);
  if (by === ':') return 'hour';
  return by === 'T' || by === ' ' || (by?.trim() === ',' && /\.toLocaleString\(\)\.split/.test(key)) ? 'day' : 'moment';
}

const numberIn = (value: Value): number | null => {
  const plain = deref(value);
  return plain.kind === 'constant' && typeof plain.value === 'number' ? plain.value : null;
};

const isNumber = (value: Value | undefined, number: number): boolean => value !== undefined && numberIn(value) === number;
