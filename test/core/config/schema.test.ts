import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DEFAULT_ACTIONS, DEFAULT_CONFIG, DEFAULT_LEVELS } from '../../../src/core/config/defaults.ts';
import { FILE_KEYS } from '../../../src/core/config/layer.ts';
import { resolveConfig } from '../../../src/core/config/resolve.ts';
import { SETTINGS } from '../../../src/core/config/settings.ts';

type Json = { readonly [key: string]: Json } & { readonly default?: unknown };
const schema = JSON.parse(readFileSync(new URL('../../../src/core/config/costline.schema.json', import.meta.url), 'utf8')) as Json;
const DOLLAR = 1_000_000_000;

test('schema, reader and configuration know the same keys', () => {
  const inSchema = Object.keys(schema['properties'] ?? {}).filter((key) => key !== '$schema').sort();
  assert.deepEqual(inSchema, [...FILE_KEYS].sort());
  assert.deepEqual([...FILE_KEYS, 'collector'].sort(), Object.keys(DEFAULT_CONFIG).sort());
});

test('every default the schema states is the one that holds', () => {
  const properties = schema['properties'];
  assert.deepEqual(properties?.['hints']?.['properties']?.['enabled']?.default, DEFAULT_CONFIG.hints.enabled);
  assert.deepEqual(properties?.['hints']?.['properties']?.['minimumTokens']?.default, DEFAULT_CONFIG.hints.minimumTokens);
  assert.deepEqual(properties?.['warnAbovePerThousand']?.default, DEFAULT_CONFIG.warnAbovePerThousand / DOLLAR);
  assert.deepEqual(properties?.['includeCodingTools']?.default, DEFAULT_CONFIG.includeCodingTools);
  const budget = properties?.['budgets']?.['items']?.['properties'];
  assert.deepEqual([budget?.['levels']?.default, budget?.['actions']?.default], [DEFAULT_LEVELS, DEFAULT_ACTIONS]);
});

test('settings cover the whole configuration and carry its defaults', () => {
  const groups = new Set(SETTINGS.map(({ name }) => name.split('.')[1]));
  assert.deepEqual([...groups].sort(), Object.keys(DEFAULT_CONFIG).sort());
  const asSettings = Object.fromEntries(SETTINGS.map(({ name, default: value }) => [name, value]));
  const { config, problems } = resolveConfig({ trusted: true, settings: asSettings });
  assert.deepEqual(problems, []);
  assert.deepEqual(config, DEFAULT_CONFIG);
});

test('what listens, sends or stores belongs to the user alone', () => {
  const own = SETTINGS.filter(({ name }) => name.startsWith('costline.collector.'));
  assert.ok(own.length > 0 && own.every((setting) => setting.scope === 'machine' && setting.restricted));
});
