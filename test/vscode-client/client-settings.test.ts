import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_CONFIG } from '../../src/core/config/defaults.ts';
import type { Config } from '../../src/core/config/config.ts';
import { clientSettings } from '../../src/vscode/client-settings.ts';
import { configureMessage } from '../../src/vscode/telemetry-settings.ts';

const set = (name: string, values: { user?: unknown; workspace?: unknown; folder?: unknown }) =>
  ({ name, user: values.user, workspace: values.workspace, folder: values.folder });

test('what the workspace brings never passes as the user’s own word', () => {
  const upstream = set('costline.collector.upstream', { workspace: 'http://elsewhere' });
  const sent = clientSettings([{ uri: 'file:///a', inspected: [upstream] }], [upstream], true);
  assert.deepEqual(sent.settings, {});
  assert.deepEqual(sent.folderSettings, { 'file:///a': { 'costline.collector.upstream': 'http://elsewhere' } });
});

test('a folder’s setting wins over its workspace’s, and what nobody set is left out', () => {
  const inspected = [set('costline.quiet', { user: 1, workspace: 2, folder: 3 }), set('costline.exclude', {})];
  const sent = clientSettings([{ uri: 'file:///a', inspected }], inspected, false);
  assert.deepEqual(sent, { settings: { 'costline.quiet': 1 }, folderSettings: { 'file:///a': { 'costline.quiet': 3 } }, trusted: false });
});

const folder = (path: string, more: Partial<Config> = {}) => ({ name: path.slice(1), path, config: { ...DEFAULT_CONFIG, ...more } });
const budget = (limit: number) => ({ id: 'workspace:day', period: 'day', scope: 'workspace', limit, levels: [1], actions: [] }) as const;

test('several folders make one workspace; of budgets with one id the first folder’s holds', () => {
  const message = configureMessage([folder('/a', { budgets: [budget(1)], services: { web: 'x' } }), folder('/b', { budgets: [budget(2)], services: { web: 'y', job: '' } })], 60);
  assert.deepEqual(message?.budgets, [budget(1)]);
  assert.deepEqual(message?.services, { web: 'x', job: '' });
  assert.deepEqual(message?.workspace.folders, ['/a', '/b']);
});

test('a workspace keeps its id between sessions, and has none without a folder', () => {
  const id = (path: string) => configureMessage([folder(path)], 0)?.workspace.id;
  assert.equal(id('/a'), id('/a'));
  assert.notEqual(id('/a'), id('/b'));
  assert.match(id('/a') ?? '', /^[0-9a-f]{12}$/);
  assert.equal(configureMessage([], 0), null);
});
