/**
 * From raw values to the one configuration: a pure function, so that every line of precedence has a test.
 *
 *     flag  >  the folder's costline.json  >  folder settings  >  settings  >  default
 *
 * Single values replace, records merge by key, budgets by id; the lists `intended` and `assumedModels` add up.
 */
import type { FileId, Location } from '../document.ts';
import { LineIndex } from '../document.ts';
import type { Config } from './config.ts';
import { parseCostlineFile } from './costline-file.ts';
import { DEFAULT_CONFIG } from './defaults.ts';
import { deepFreeze } from './freeze.ts';
import { readFileLayer, readSettingsLayer } from './layer.ts';
import type { Layer } from './layer.ts';
import { isObject } from './readers.ts';

export interface RawConfig {
  readonly defaults?: Config;
  /** `costline.*` of the editor, nested or with dotted names; a server's settings answer. */
  readonly settings?: unknown;
  /** Settings the folder itself brings. They come with the repository, so they set nothing that listens or sends. */
  readonly folderSettings?: unknown;
  readonly file?: { readonly path: FileId; readonly text: string } | null;
  /** Already checked: what a command line or test asks for. */
  readonly flags?: Layer;
  readonly trusted: boolean;
}

export interface ConfigProblem {
  readonly message: string;
  /** Where in `costline.json`; absent for settings. */
  readonly location?: Location;
}

export interface ResolvedConfig {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

export function resolveConfig(raw: RawConfig): ResolvedConfig {
  const problems: ConfigProblem[] = [];
  const complainOfSettings = (path: readonly (string | number)[], message: string): void => {
    problems.push({ message: `Setting ${['costline', ...path].join('.')}: ${message}` });
  };
  const settings = readSettingsLayer(nested(raw.settings), [], complainOfSettings) ?? {};
  const folder = readSettingsLayer(nested(raw.folderSettings), [], complainOfSettings) ?? {};
  const file = raw.file ? readFile(raw.file, problems) : {};
  const layers = [settings, fromRepository(folder, raw.trusted), fromRepository(file, raw.trusted), raw.flags ?? {}];
  const merged = layers.reduce<Config>(overlay, raw.defaults ?? DEFAULT_CONFIG);
  const config = raw.trusted ? merged : { ...merged, collector: { ...merged.collector, autoStart: false, upstream: null, webhook: null } };
  return { config: deepFreeze(config), problems };
}

function readFile(file: { readonly path: FileId; readonly text: string }, problems: ConfigProblem[]): Layer {
  const parsed = parseCostlineFile(file.text);
  const lines = new LineIndex(file.text);
  const at = (span: { start: number; end: number }): Location => ({ file: file.path, range: lines.rangeOf(span) });
  for (const error of parsed.errors) problems.push({ message: error.message, location: at(error.span) });
  return readFileLayer(parsed.value, [], (path, message) => {
    const word = path[0] === 'collector'
      ? 'The collector is set in your user settings only (costline.collector.*): a repository must not decide what listens or where telemetry goes.'
      : message;
    problems.push({ message: word, location: at(parsed.spanOf(path)) });
  }) ?? {};
}

/** What a repository may say: numbers, names and silence; nothing that acts before its folder is trusted. */
function fromRepository(layer: Layer, trusted: boolean): Layer {
  const { collector: _collector, ...rest } = layer;
  if (trusted) return rest;
  const { prices: _prices, models: _models, services: _services, vocabularies: _vocabularies, ...harmless } = rest;
  const budgets = harmless.budgets?.map((budget) => ({ ...budget, actions: budget.actions.filter((action) => action === 'notify' || action === 'status') }));
  return { ...harmless, ...(budgets === undefined ? {} : { budgets }) };
}

function overlay(base: Config, layer: Layer): Config {
  const budgets = layer.budgets ?? [];
  return {
    ...base, ...layer,
    hints: { ...base.hints, ...layer.hints },
    codeLens: { ...base.codeLens, ...layer.codeLens },
    collector: { ...base.collector, ...layer.collector },
    rules: { ...base.rules, ...layer.rules },
    prices: { ...base.prices, ...layer.prices },
    models: { ...base.models, ...layer.models },
    vocabularies: { ...base.vocabularies, ...layer.vocabularies },
    declaredVolume: { ...base.declaredVolume, ...layer.declaredVolume },
    services: { ...base.services, ...layer.services },
    routes: { ...base.routes, ...layer.routes },
    budgets: [...base.budgets.filter((old) => !budgets.some((budget) => budget.id === old.id)), ...budgets],
    intended: [...(layer.intended ?? []), ...base.intended],
    assumedModels: [...(layer.assumedModels ?? []), ...base.assumedModels],
  };
}

/** `{"costline.hints.enabled": true}` and `{"hints": {"enabled": true}}` are the same. */
function nested(settings: unknown): unknown {
  if (!isObject(settings)) return settings;
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(settings)) {
    const key = name.startsWith('costline.') ? name.slice('costline.'.length) : name;
    const dot = key.indexOf('.');
    if (dot < 0) {
      result[key] = isObject(value) && isObject(result[key]) ? { ...result[key], ...value } : value;
      continue;
    }
    const group = result[key.slice(0, dot)];
    result[key.slice(0, dot)] = { ...(isObject(group) ? group : {}), [key.slice(dot + 1)]: value };
  }
  return result;
}
