import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createRemoteCounter } from '../../src/node/count-tokens.ts';
import { createExactCounts } from '../../src/server/features/count-tokens.ts';

describe("Claude's own count", () => {
  const asked: { path: string; key: string | undefined; body: { model: string; messages: unknown } }[] = [];
  let status = 200;
  let url = '';
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push({ path: request.url ?? '', key: request.headers.authorization, body: JSON.parse(Buffer.concat(chunks).toString()) as { model: string; messages: unknown } });
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0' });
      response.end(JSON.stringify(status === 200 ? { input_tokens: 42 } : { error: { message: 'no, key-123 is wrong' } }));
    });
  });
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());
  const body = { messages: [{ role: 'user', content: 'Hi' }] };

  it('asks once for the same content, with the key given', async () => {
    const counter = createRemoteCounter({ apiKey: 'key-123', baseUrl: url });
    assert.equal(asked.length, 0, 'nothing is sent before it is asked for');
    assert.deepEqual(await counter.count({ model: 'claude-sonnet-4-5', body }), { ok: true, tokens: 42 });
    assert.deepEqual(await counter.count({ model: 'claude-sonnet-4-5', body }), { ok: true, tokens: 42 });
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.path, '/v1/messages/count_tokens');
    assert.equal(asked[0]?.key, 'Bearer key-123');
    assert.deepEqual(asked[0]?.body, { ...body, model: 'claude-sonnet-4-5' });
  });

  it('keeps to its rate', async () => {
    let now = 0;
    const counter = createRemoteCounter({ apiKey: 'k', baseUrl: url, perMinute: 2, now: () => now });
    const ask = (text: string) => counter.count({ model: 'm', body: { messages: [{ role: 'user', content: text }] } });
    assert.ok((await ask('1')).ok && (await ask('2')).ok);
    assert.equal((await ask('3')).ok, false);
    now = 60_001;
    assert.ok((await ask('3')).ok);
  });

  it('says why it failed, without the key, and asks again next time', async () => {
    const counter = createRemoteCounter({ apiKey: 'key-123', baseUrl: url });
    status = 400;
    const failed = await counter.count({ model: 'm', body });
    assert.ok(!failed.ok && !failed.reason.includes('key-123'));
    status = 401;
    assert.deepEqual(await counter.count({ model: 'm', body }), { ok: false, reason: 'the API key was refused', refused: true });
    status = 200;
    assert.ok((await counter.count({ model: 'm', body })).ok);
  });

  it('is what *Count Exactly* asks, through the server, with a key given or the environment’s', async () => {
    const exact = createExactCounts({ ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: 'from-environment' });
    const before = asked.length;
    assert.deepEqual(exact.target, { host: new URL(url).host, hasKey: true });
    assert.deepEqual(await exact.count({ key: null, model: 'claude-x', text: 'Hello' }), { kind: 'counted', tokens: 42 });
    assert.deepEqual(await exact.count({ key: 'own', model: 'claude-x', text: 'Hello' }), { kind: 'counted', tokens: 42 });
    assert.deepEqual(await exact.count({ key: 'own', model: 'claude-x', text: 'Hello' }), { kind: 'counted', tokens: 42 }, 'the second time from the cache');
    assert.deepEqual(asked.slice(before).map(({ key, body: sent }) => [key, sent.messages]), ['from-environment', 'own'].map((key) => [`Bearer ${key}`, [{ role: 'user', content: 'Hello' }]]));
    status = 401;
    assert.equal((await exact.count({ key: 'wrong', model: 'claude-x', text: 'Hello' })).kind, 'refused');
    status = 200;
    assert.deepEqual(createExactCounts({}).target, { host: 'api.anthropic.com', hasKey: false });
    assert.equal((await createExactCounts({}).count({ key: null, model: 'claude-x', text: 'Hello' })).kind, 'refused', 'without a key nothing is sent');
  });
});
