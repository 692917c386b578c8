/** Small pure parts of the client. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { collectorSnippet } from '../../src/panel/connect.ts';
import { readAmount } from '../../src/vscode/amount.ts';
import { fillPage } from '../../src/vscode/page.ts';
import { createQuestions } from '../../src/vscode/questions.ts';
import { restartDelay } from '../../src/vscode/restart-policy.ts';
import { parse } from 'yaml';

test('a child that ends is started again ever later, and not for ever', () => {
  const delays: (number | null)[] = [];
  const ends: number[] = [];
  for (let now = 0; delays.at(-1) !== null && ends.length < 50; now += 1_000) {
    ends.push(now);
    delays.push(restartDelay(ends));
  }
  assert.equal(delays.length, 5);
  assert.deepEqual(delays.slice(0, -1), delays.slice(0, -1).toSorted((a, b) => (a ?? 0) - (b ?? 0)));
});

test('a child that ends once a day is always started again', () => {
  const ends: number[] = [];
  for (let day = 0; day < 100; day += 1) {
    ends.push(day * 86_400_000);
    assert.equal(restartDelay(ends), restartDelay([0]));
  }
});

test('amounts as people write them, and nothing else', () => {
  const read: readonly (readonly [string, number | null])[] = [
    ['5', 5e9], ['0.50', 5e8], ['$5', 5e9], [' 5 USD ', 5e9], ['1,000', 1e12], ['.5', 5e8],
    ['', null], ['0', null], ['-1', null], ['five', null], ['1e9', null], ['5,5', null], ['NaN', null], ['99999999999', null],
  ];
  for (const [text, amount] of read) assert.equal(readAmount(text), amount, text);
});

test('the page runs no script but its own and loads nothing from elsewhere', () => {
  const template = readFileSync(new URL('../../webview/index.html', import.meta.url), 'utf8');
  const page = fillPage(template, { nonce: 'n0nce', cspSource: 'https://editor.example', script: 'https://editor.example/"><script>', style: 's' });
  assert.doesNotMatch(page, /\{\{/);
  const policy = /content="([^"]*)"/.exec(page.slice(page.indexOf('Content-Security-Policy')))?.[1] ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'nonce-n0nce'/);
  assert.doesNotMatch(policy, /unsafe|\*|connect-src/);
  assert.equal(page.match(/<script/g)?.length, 1, 'a quote in an address stays an address');
});

test('each question gets its own answer, and none waits for a child that ended', async () => {
  const questions = createQuestions<string>();
  const sent: number[] = [];
  const [first, second, third] = [0, 1, 2].map(() => questions.ask((request) => sent.push(request)));
  questions.answer(sent[1] ?? -1, 'two');
  questions.refuse(sent[0] ?? -1, 'no');
  questions.answer(sent[0] ?? -1, 'too late');
  questions.giveUp('it ended');
  assert.equal(await second, 'two');
  await assert.rejects(async () => first, /no/);
  await assert.rejects(async () => third, /it ended/);
});

test('the exporter for a Collector is YAML that its pipeline names', () => {
  const config = parse(collectorSnippet('http://127.0.0.1:4318/w/abc')) as {
    exporters: Record<string, { endpoint: string }>; service: { pipelines: { traces: { exporters: string[] } } };
  };
  const [name = ''] = config.service.pipelines.traces.exporters;
  assert.equal(config.exporters[name]?.endpoint, 'http://127.0.0.1:4318/w/abc');
});
