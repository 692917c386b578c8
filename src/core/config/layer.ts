/** One layer of configuration: what settings or a `costline.json` say, checked, with everything optional. */
import type { Nanodollars } from '../analysis.ts';
import { nanodollarsOf } from '../present/money.ts';
import { INSTALLABLE, isInstallable } from '../tokens/installable.ts';
import type { Budget, CollectorConfig, Config, PriceOverride, RuleConfig } from './config.ts';
import { DEFAULT_ACTIONS, DEFAULT_LEVELS } from './defaults.ts';
import { boolean, fields, integer, isObject, listOf, number, oneOf, recordOf, text } from './readers.ts';
import type { Reader } from './readers.ts';

export type Layer = Partial<Omit<Config, 'hints' | 'codeLens' | 'collector'>> & {
  readonly hints?: Partial<Config['hints']>;
  readonly codeLens?: Partial<Config['codeLens']>;
  readonly collector?: Partial<CollectorConfig>;
};

const level = oneOf('warning', 'information', 'hint', 'off');

/** `"off"` or `{ "level": "hint", "maximum": 4 }`: everything beside the level is an option of the rule. */
const rule: Reader<RuleConfig> = (value, path, complain) => {
  if (typeof value === 'string' || !isObject(value)) {
    const only = level(value, path, complain);
    return only === undefined ? undefined : { level: only, options: {} };
  }
  const { level: raw, ...options } = value;
  const read = level(raw, [...path, 'level'], complain);
  return read === undefined && raw !== undefined ? undefined : { level: read ?? 'warning', options };
};

/** Dollars as a person writes them, kept as integer nano-dollars. */
const money: Reader<Nanodollars> = (value, path, complain) => {
  const dollars = number(0)(value, path, complain);
  if (dollars === undefined) return undefined;
  const nanos = nanodollarsOf(dollars);
  if (nanos === null) complain(path, `"${path.join('.')}" is too large: ${dollars} dollars.`);
  return nanos ?? undefined;
};

const price: Reader<PriceOverride> = (value, path, complain) => {
  const read = fields<PriceOverride>({ input: number(0), output: number(0), cacheRead: number(0), cacheWrite5m: number(0), cacheWrite1h: number(0) })(value, path, complain);
  if (read === undefined) return undefined;
  if (read.input === undefined || read.output === undefined) {
    complain(path, `"${path.join('.')}" needs "input" and "output", in dollars per million tokens.`);
    return undefined;
  }
  return { ...read, input: read.input, output: read.output };
};

const budget: Reader<Budget> = (value, path, complain) => {
  const read = fields<Budget>({
    id: text, period: oneOf('request', 'session', 'day', 'month'), scope: oneOf('workspace', 'agent', 'feature', 'user', 'model'), of: text,
    limit: money, levels: listOf(number(0.01, 100)), actions: listOf(oneOf('notify', 'status', 'webhook', 'halt')),
  })(value, path, complain);
  if (read === undefined) return undefined;
  if (read.limit === undefined || read.limit === 0) {
    complain(path, 'A budget needs a "limit" above 0, in dollars.');
    return undefined;
  }
  const scope = read.scope ?? 'workspace';
  const period = read.period ?? 'day';
  return {
    id: read.id ?? [scope, read.of, period].filter(Boolean).join(':'), period, scope, limit: read.limit,
    ...(read.of === undefined ? {} : { of: read.of }),
    levels: [...(read.levels?.length ? read.levels : DEFAULT_LEVELS)].sort((a, b) => a - b),
    actions: read.actions ?? DEFAULT_ACTIONS,
  };
};

/** An object all of whose fields are texts that must be there. */
const texts = <K extends string>(...names: readonly K[]): Reader<Readonly<Record<K, string>>> => (value, path, complain) => {
  const read = fields<Record<string, string>>(Object.fromEntries(names.map((name) => [name, text])))(value, path, complain);
  if (read === undefined) return undefined;
  const missing = names.filter((name) => read[name] === undefined);
  if (missing.length === 0) return Object.fromEntries(names.map((name) => [name, read[name] ?? ''])) as Record<K, string>;
  complain(path, `"${path.join('.')}" needs ${missing.map((name) => `"${name}"`).join(' and ')}.`);
  return undefined;
};

const vocabularies: Reader<Config['vocabularies']> = (value, path, complain) => {
  const read = recordOf(text)(value, path, complain);
  if (read === undefined) return undefined;
  return Object.fromEntries(Object.entries(read).filter(([name]) => {
    if (!isInstallable(name)) complain([...path, name], `There is no vocabulary "${name}". Known: ${Object.keys(INSTALLABLE).join(', ')}.`);
    return isInstallable(name);
  }));
};

const anywhere = {
  hints: fields<Config['hints']>({ enabled: boolean, minimumTokens: integer(0, 1_000_000) }),
  codeLens: fields<Config['codeLens']>({ enabled: boolean }),
  exclude: listOf(text),
  quiet: listOf(text),
  rules: recordOf(rule),
  warnAbovePerThousand: money,
  prices: recordOf(price),
  models: recordOf(text),
  vocabularies,
  assumedModels: listOf(texts('at', 'model')),
  declaredVolume: recordOf(number(0)),
  budgets: listOf(budget),
  services: recordOf(text),
  routes: recordOf(text),
  intended: listOf(texts('rule', 'at', 'reason')),
  includeCodingTools: boolean,
};

const collector = fields<CollectorConfig>({
  autoStart: boolean, port: integer(0, 65_535), upstream: text, retentionDays: integer(1, 3650), allowedHosts: listOf(text), maxRequestMiB: integer(1, 1024), keepContent: boolean, webhook: text,
});

/** A repository's file is not trusted with what listens, sends or stores. */
export const readFileLayer: Reader<Layer> = fields<Omit<Layer, 'collector'>>(anywhere);

export const readSettingsLayer: Reader<Layer> = fields<Layer>({ ...anywhere, collector });

/** The names `costline.json` may hold. */
export const FILE_KEYS: readonly string[] = Object.keys(anywhere);
