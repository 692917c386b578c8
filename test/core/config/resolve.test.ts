import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_CONFIG } from '../../../src/core/config/defaults.ts';
import { resolveConfig } from '../../../src/core/config/resolve.ts';
import type { RawConfig } from '../../../src/core/config/resolve.ts';

const resolve = (raw: Partial<RawConfig>) => resolveConfig({ trusted: true, ...raw });
const file = (text: string) => ({ path: '/w/costline.json', text });

test('with nothing said, the defaults hold', () => {
  assert.deepEqual(resolve({}).config, DEFAULT_CONFIG);
});

test('precedence: flag, then the file of the folder, then its settings, then settings, then default', () => {
  const minimum = (raw: Partial<RawConfig>) => resolve(raw).config.hints.minimumTokens;
  const settings = { settings: { hints: { minimumTokens: 1 } } };
  const folder = { ...settings, folderSettings: { hints: { minimumTokens: 2 } } };
  const withFile = { ...folder, file: file('{"hints": {"minimumTokens": 3}}') };
  const flag = { ...withFile, flags: { hints: { minimumTokens: 4 } } };
  assert.deepEqual([{}, settings, folder, withFile, flag].map(minimum), [300, 1, 2, 3, 4]);
});

test('a layer that sets one field leaves its neighbours alone', () => {
  const { config } = resolve({ settings: { 'costline.hints.enabled': false }, file: file('{"hints": {"minimumTokens": 9}}') });
  assert.deepEqual(config.hints, { enabled: false, minimumTokens: 9 });
});

test('records merge by key and budgets by id', () => {
  const { config } = resolve({
    settings: { models: { a: 'gpt-4o', b: 'o3' }, budgets: [{ limit: 5 }, { period: 'month', limit: 50 }] },
    file: file('{"models": {"b": "gpt-5"}, "budgets": [{"limit": 7.5}]}'),
  });
  assert.deepEqual(config.models, { a: 'gpt-4o', b: 'gpt-5' });
  assert.deepEqual(config.budgets.map(({ id, limit }) => [id, limit]), [['workspace:month', 50_000_000_000], ['workspace:day', 7_500_000_000]]);
});

test('the result is frozen to the bottom', () => {
  const { config } = resolve({ file: file('{"budgets": [{"limit": 1}]}') });
  assert.ok(Object.isFrozen(config.budgets[0]) && Object.isFrozen(config.collector) && Object.isFrozen(config.exclude));
});

test('a mistake is named where it stands, and the rest of the file still counts', () => {
  const { config, problems } = resolve({ file: file('{\n  "quiet": "tests",\n  "budgets": [{ "period": "week", "limit": 5 }],\n  "warnAbovePerThousand": 2\n}') });
  assert.deepEqual(problems.map(({ message, location }) => [location?.range.start.line, message]), [
    [1, '"quiet" must be a list, not "tests".'],
    [2, '"budgets[0].period" must be one of request, session, day, month, not "week".'],
  ]);
  assert.equal(config.warnAbovePerThousand, 2_000_000_000);
  assert.equal(config.budgets[0]?.limit, 5_000_000_000);
});

test('a broken file is reported and what can be read is used', () => {
  const { config, problems } = resolve({ file: file('{ "routes": { "title": "gpt-4o-mini" }, ') });
  assert.equal(config.routes['title'], 'gpt-4o-mini');
  assert.ok(problems.length > 0 && problems[0]?.message.includes('costline.json is not valid JSON'));
});

test('comments and trailing commas are welcome', () => {
  assert.deepEqual(resolve({ file: file('{ // why\n "includeCodingTools": true, /* so */ }') }).problems, []);
});

test('a repository never decides what listens, sends or stores, trusted or not', () => {
  for (const trusted of [true, false]) {
    const { config, problems } = resolve({
      trusted, folderSettings: { collector: { autoStart: true, upstream: 'http://evil' } }, file: file('{"collector": {"upstream": "http://evil", "keepContent": true}}'),
    });
    assert.deepEqual(config.collector, DEFAULT_CONFIG.collector);
    assert.match(problems[0]?.message ?? '', /user settings only/);
  }
});

test('until its folder is trusted, a repository sets no prices and no actions, and nothing starts or forwards', () => {
  const raw: Partial<RawConfig> = {
    settings: { collector: { autoStart: true, upstream: 'http://mine', port: 5000 } },
    file: file('{"prices": {"gpt-4o": {"input": 0, "output": 0}}, "budgets": [{"limit": 1, "actions": ["halt", "webhook", "notify"]}]}'),
  };
  const untrusted = resolve({ ...raw, trusted: false }).config;
  assert.deepEqual(untrusted.prices, {});
  assert.deepEqual(untrusted.budgets[0]?.actions, ['notify']);
  assert.deepEqual([untrusted.collector.autoStart, untrusted.collector.upstream, untrusted.collector.port], [false, null, 5000]);
  const trusted = resolve(raw).config;
  assert.deepEqual([trusted.collector.autoStart, trusted.collector.upstream], [true, 'http://mine']);
  assert.deepEqual(trusted.budgets[0]?.actions, ['halt', 'webhook', 'notify']);
});

test('a rule is a level or a level with options', () => {
  const { config } = resolve({ settings: { rules: { 'cache/volatile-prefix': 'off', 'budget/context-rot': { level: 'hint', share: 0.5 } } } });
  assert.deepEqual(config.rules, { 'cache/volatile-prefix': { level: 'off', options: {} }, 'budget/context-rot': { level: 'hint', options: { share: 0.5 } } });
});

test('nonsense of any shape is a problem, never an exception', () => {
  for (const value of [null, 1, 'x', [], { hints: 1, budgets: {}, rules: [], prices: { a: 1 }, intended: [1, {}], assumedModels: 'x', collector: 3 }]) {
    const { config } = resolve({ settings: value, folderSettings: value, file: file(JSON.stringify(value)) });
    assert.equal(config.hints.minimumTokens, 300);
  }
});
