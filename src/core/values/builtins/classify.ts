/** What a table of builtins says about a key, remembered: the same keys are asked for again and again. */
import { matches, matchesAny } from '../pattern.ts';
import type { Volatility } from '../volatility.ts';
import type { Builtins, FormatLanguage, PipeStages } from './rules.ts';

export interface Classified {
  readonly volatility: Volatility | null;
  readonly formatLanguage: FormatLanguage | null;
  readonly transparent: boolean;
  readonly environment: boolean;
  readonly readsFile: '#0' | '^#0' | null;
  readonly joinsPaths: boolean;
  readonly fetchesPromptFrom: string | null;
  readonly pipes: PipeStages | null;
  readonly serialises: boolean;
  readonly parses: boolean;
  readonly toText: boolean;
  readonly memoises: boolean;
}

const MAX_KEYS = 20_000;
const known = new WeakMap<Builtins, Map<string, Classified>>();

export const classify = (builtins: Builtins, key: string): Classified => {
  let keys = known.get(builtins);
  if (!keys || keys.size > MAX_KEYS) {
    keys = new Map();
    known.set(builtins, keys);
  }
  const before = keys.get(key);
  if (before) return before;
  const classified = classifyAnew(builtins, key);
  keys.set(key, classified);
  return classified;
};

const classifyAnew = (builtins: Builtins, key: string): Classified => ({
  volatility: builtins.volatility.find((rule) => matches(rule.at, key))?.volatility ?? null,
  formatLanguage: builtins.formats.find((rule) => matches(rule.at, key))?.language ?? null,
  transparent: matchesAny(builtins.transparent, key),
  environment: matchesAny(builtins.environment, key),
  readsFile: builtins.readsFile.find((rule) => matches(rule.at, key))?.path ?? null,
  joinsPaths: matchesAny(builtins.joinsPaths, key),
  fetchesPromptFrom: builtins.fetchesPrompt.find((rule) => matches(rule.at, key))?.from ?? null,
  pipes: builtins.pipes.find((rule) => matches(rule.at, key))?.stages ?? null,
  serialises: matchesAny(builtins.serialises, key),
  parses: matchesAny(builtins.parses, key),
  toText: matchesAny(builtins.toText, key),
  memoises: matchesAny(builtins.memoises, key),
});
