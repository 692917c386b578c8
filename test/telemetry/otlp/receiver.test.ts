/** Who may post, how much, and what is answered. */
import assert from 'node:assert/strict';
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import type { Refusal } from '../../../src/telemetry/otlp/admission.ts';
import { startReceiver, type Receiver } from '../../../src/telemetry/otlp/receiver.ts';
import type { Received } from '../../../src/telemetry/otlp/reception.ts';
import { encodeOtlp } from '../../support/otlp-messages.ts';

const SPAN = { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), name: 'chat' };
const spans = (...list: readonly object[]): Readonly<Record<string, unknown>> => ({ resourceSpans: [{ scopeSpans: [{ spans: list }] }] });
const JSON_TYPE = { 'content-type': 'application/json' };
const PROTOBUF_TYPE = { 'content-type': 'application/x-protobuf' };
const BODY = JSON.stringify(spans(SPAN));

let receiver: Receiver;
let received: Received[] = [];
let rejected: Refusal[] = [];
let store: (arrival: Received) => Promise<void>;
const keep = async (arrival: Received): Promise<void> => void received.push(arrival);

before(async () => {
  receiver = await startReceiver({
    port: 0, allowedHosts: ['host.docker.internal'], mostBytes: 20_000, store: (arrival) => store(arrival),
    rejected: (refusal) => void rejected.push(refusal), health: () => ({ name: 'costline' }),
  });
});
after(() => receiver.close());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function send(options: RequestOptions, body?: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest({ host: '127.0.0.1', port: receiver.port, method: 'POST', path: '/v1/traces', ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    sending.once('error', reject);
    sending.end(body);
  });
}

const receiving = (name: string, body: () => Promise<void>): Promise<void> => test(name, async () => {
  [received, rejected, store] = [[], [], keep];
  await body();
});

const names = (): string[] => received.flatMap(({ facts }) => facts.spans.map((span) => span.name));

receiving('both encodings are answered in kind', async () => {
  const json = await send({ headers: JSON_TYPE }, BODY);
  assert.deepEqual([json.status, json.headers['content-type'], json.body.toString()], [200, 'application/json', '{}']);
  const protobuf = await send({ headers: PROTOBUF_TYPE }, encodeOtlp('traces', spans(SPAN)));
  assert.deepEqual([protobuf.status, protobuf.headers['content-type'], protobuf.body.length], [200, 'application/x-protobuf', 0]);
  assert.deepEqual(names(), ['chat', 'chat']);
});

receiving('an empty request is a success', async () => {
  assert.equal((await send({ headers: PROTOBUF_TYPE }, Buffer.alloc(0))).status, 200);
});

receiving('the path may have any prefix, and names the workspace', async () => {
  for (const path of ['/w/3fa9c1/v1/traces', '/otel/v1/traces', '/api/public/otel/v1/traces', '/v1/traces?x=1', '/i/v0/ai/otel']) assert.equal((await send({ path, headers: JSON_TYPE }, BODY)).status, 200, path);
  assert.deepEqual(received.map(({ workspace }) => workspace), ['3fa9c1', null, null, null, null]);
});

receiving('packed and chunked bodies are read, and headers however they are written', async () => {
  assert.equal((await send({ headers: { ...JSON_TYPE, 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' } }, gzipSync(BODY))).status, 200);
  assert.equal((await send({ headers: { ...JSON_TYPE, 'transfer-encoding': 'chunked' } }, BODY)).status, 200);
  for (const type of ['Application/JSON; charset=utf-8', 'application/json ;v=1']) assert.equal((await send({ headers: { 'content-type': type } }, BODY)).status, 200, type);
  for (const packing of ['GZIP', 'x-gzip']) assert.equal((await send({ headers: { ...JSON_TYPE, 'content-encoding': packing } }, gzipSync(BODY))).status, 200, packing);
  for (const packing of ['', 'identity']) assert.equal((await send({ headers: { ...JSON_TYPE, 'content-encoding': packing } }, BODY)).status, 200, packing);
  assert.equal(names().length, 8);
});

const HOSTILE: readonly (readonly [string, RequestOptions, string | Buffer | undefined, number])[] = [
  ['a web page', { headers: { ...JSON_TYPE, origin: 'https://evil.example' } }, BODY, 403],
  ['a web page on this machine', { headers: { ...JSON_TYPE, origin: 'http://localhost:3000' } }, BODY, 403],
  ['a page without an origin of its own', { headers: { ...JSON_TYPE, origin: 'null' } }, BODY, 403],
  ['a name that somebody else resolves to this machine', { headers: { ...JSON_TYPE, host: 'evil.example:4318' } }, BODY, 403],
  ['a health check under such a name', { method: 'GET', path: '/healthz', headers: { host: 'evil.example' } }, undefined, 403],
  ['a form, which needs no preflight', { headers: { 'content-type': 'text/plain' } }, BODY, 415],
  ['no content type', {}, BODY, 415],
  ['an unknown packing', { headers: { ...JSON_TYPE, 'content-encoding': 'br' } }, BODY, 415],
  ['a body packed with what many collectors take', { headers: { ...JSON_TYPE, 'content-encoding': 'zstd' } }, BODY, 415],
  ['a preflight', { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST' } }, undefined, 405],
  ['a GET', { method: 'GET' }, undefined, 405],
  ['another path', { path: '/v1/secrets', headers: JSON_TYPE }, BODY, 404],
  ['a body that is no JSON', { headers: JSON_TYPE }, '{', 400],
  ['a body that is no protobuf', { headers: PROTOBUF_TYPE }, Buffer.from([0x0a, 0xff]), 400],
  ['a body that is not packed as it says', { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } }, BODY, 400],
  ['a large body', { headers: JSON_TYPE }, ' '.repeat(20_001), 413],
  ['a large body of unknown length', { headers: { ...JSON_TYPE, 'transfer-encoding': 'chunked' } }, ' '.repeat(20_001), 413],
  ['a small body that unpacks to a large one', { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } }, gzipSync(' '.repeat(5_000_000)), 413],
];

for (const [who, options, body, status] of HOSTILE) {
  receiving(`${who} is answered with ${status}, stores nothing, and is shown`, async () => {
    const answer = await send(options, body);
    assert.equal(answer.status, status);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
    assert.deepEqual([received.length, rejected.map((refusal) => refusal.status)], [0, [status]]);
  });
}

receiving('a host that was allowed may post, and one that says any address', async () => {
  for (const host of ['host.docker.internal:4318', 'LocalHost', '[::1]:4318', '0.0.0.0:4318']) assert.equal((await send({ headers: { ...JSON_TYPE, host } }, BODY)).status, 200, host);
});

receiving('a refusal is a google.rpc.Status in the encoding of the request', async () => {
  const json = await send({ headers: JSON_TYPE }, '{');
  assert.deepEqual([json.headers['content-type'], JSON.parse(json.body.toString())], ['application/json', { code: 3, message: 'the body is not JSON' }]);
  for (const options of [{ path: '/nowhere' }, { method: 'PUT' }]) {
    const protobuf = await send({ ...options, headers: PROTOBUF_TYPE }, Buffer.alloc(0));
    assert.equal(protobuf.headers['content-type'], 'application/x-protobuf');
    // Field 1 is the code: UNIMPLEMENTED.
    assert.deepEqual([...protobuf.body.subarray(0, 3)], [0x08, 12, 0x12]);
  }
});

/** Bytes as they go over the wire; answers what came back until the other side hung up or `until` was met. */
const exchange = (text: string, until: RegExp, port = receiver.port): Promise<string> => new Promise((resolve) => {
  const socket = connect({ host: '127.0.0.1', port }, () => socket.write(text));
  let back = '';
  socket.on('data', (bytes) => {
    back += bytes.toString('latin1');
    if (until.test(back)) socket.destroy();
  });
  socket.once('close', () => resolve(back));
});
const NEVER = /^$/;

receiving('a sender that asks before it sends is told to go on only when its body would be taken', async () => {
  const asking = (type: string, length: number): string => `POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;
  assert.match(await exchange(asking('application/json', 2), /100 Continue\r\n\r\n/), /^HTTP\/1.1 100/);
  assert.match(await exchange(asking('application/json', 30_000), NEVER), /^HTTP\/1.1 413/);
  assert.match(await exchange(asking('text/plain', 2), NEVER), /^HTTP\/1.1 415/);
});

receiving('a connection lives on after a refusal, whatever was still on its way', async () => {
  const post = (type: string, body: string): string => `POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const pieces = [post('text/plain', 'hello'), post('application/json', '{'), post('application/json', ' '.repeat(500_000)), post('application/json', BODY)];
  const back = await exchange(pieces.join(''), /200 OK[^]*\{\}/);
  assert.deepEqual(back.match(/HTTP\/1.1 \d+/g), ['HTTP/1.1 415', 'HTTP/1.1 400', 'HTTP/1.1 413', 'HTTP/1.1 200']);
});

receiving('HTTP/1.0 and an offer to change to HTTP/2 are answered', async () => {
  const head = `Host: localhost\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n`;
  assert.match(await exchange(`POST /v1/traces HTTP/1.0\r\n${head}\r\n${BODY}`, NEVER), /^HTTP\/1.1 200/);
  assert.match(await exchange(`POST /v1/traces HTTP/1.1\r\n${head}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n${BODY}`, /\{\}/), /^HTTP\/1.1 200/);
});

receiving('a busy store asks to come back, and never says 500', async () => {
  store = () => Promise.reject(new Error('database is locked'));
  const answer = await send({ headers: JSON_TYPE }, BODY);
  assert.deepEqual([answer.status, answer.headers['retry-after']], [503, '1']);
  assert.match(answer.body.toString(), /database is locked/);
});

receiving('spans without ids are turned away and the rest is kept', async () => {
  const mixed = spans(SPAN, { ...SPAN, traceId: '' }, { ...SPAN, spanId: '0'.repeat(16) });
  const answer = await send({ headers: JSON_TYPE }, JSON.stringify(mixed));
  assert.deepEqual(JSON.parse(answer.body.toString()), { partialSuccess: { rejectedSpans: '2', errorMessage: '2 spans have no valid trace and span id' } });
  const protobuf = await send({ headers: PROTOBUF_TYPE }, encodeOtlp('traces', mixed));
  assert.equal(protobuf.status, 200);
  assert.match(protobuf.body.toString('latin1'), /2 spans have no valid/);
  assert.deepEqual(names(), ['chat', 'chat']);
});

receiving('it listens on both loopback addresses and on no other', async () => {
  assert.equal((await send({ host: '::1', path: '/healthz', method: 'GET' })).status, 200);
  const refused = await new Promise<boolean>((resolve) => {
    const socket = connect({ host: '127.0.0.2', port: receiver.port }, () => resolve(false));
    socket.once('error', () => resolve(true));
  });
  assert.equal(refused, true);
});

interface Call {
  readonly path?: string;
  readonly message?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly packed?: boolean;
}

/** One unary call; answers gRPC's status. */
function call({ path = '/opentelemetry.proto.collector.trace.v1.TraceService/Export', message = encodeOtlp('traces', spans(SPAN)), headers = {}, packed = false }: Call): Promise<string> {
  const session = connectHttp2(`http://127.0.0.1:${receiver.port}`);
  return new Promise<string>((resolve, reject) => {
    session.once('error', reject);
    const stream = session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc', ...headers });
    stream.once('error', reject);
    stream.once('response', (answer) => answer['grpc-status'] !== undefined && resolve(String(answer['grpc-status'])));
    stream.once('trailers', (trailers) => resolve(String(trailers['grpc-status'])));
    stream.resume();
    const head = Buffer.alloc(5);
    head.writeUInt8(packed ? 1 : 0);
    head.writeUInt32BE(message.length, 1);
    stream.end(Buffer.concat([head, message]));
  }).finally(() => session.close());
}

receiving('gRPC comes in on the same port, packed or not', async () => {
  assert.equal(await call({}), '0');
  assert.equal(await call({ message: gzipSync(encodeOtlp('traces', spans(SPAN))), packed: true, headers: { 'grpc-encoding': 'gzip' } }), '0');
  assert.equal(await call({ path: '/opentelemetry.proto.collector.logs.v1.LogsService/Export', message: Buffer.alloc(0) }), '0');
  assert.deepEqual(names(), ['chat', 'chat']);
});

receiving('OTLP over HTTP comes in over HTTP/2, too', async () => {
  const session = connectHttp2(`http://127.0.0.1:${receiver.port}`);
  const ask = (headers: Record<string, string>, body: Buffer | string): Promise<string> => new Promise((resolve, reject) => {
    const stream = session.request({ ':method': 'POST', ':path': '/w/3fa9c1/v1/traces', ...headers });
    let [status, text] = ['', ''];
    stream.once('response', (answer) => (status = `${String(answer[':status'])} ${String(answer['content-type'])}`));
    stream.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')));
    stream.once('error', reject).once('end', () => resolve(`${status} ${text}`));
    stream.end(body);
  });
  assert.equal(await ask(JSON_TYPE, BODY), '200 application/json {}');
  assert.equal(await ask(PROTOBUF_TYPE, encodeOtlp('traces', spans(SPAN))), '200 application/x-protobuf ');
  assert.match(await ask({ 'content-type': 'text/plain' }, BODY), /^415 /);
  assert.match(await ask({ ...JSON_TYPE, origin: 'http://localhost' }, BODY), /^403 /);
  session.close();
  assert.deepEqual(received.map(({ workspace }) => workspace), ['3fa9c1', '3fa9c1']);
});

receiving('gRPC is refused with the statuses its senders understand', async () => {
  assert.equal(await call({ path: '/other.Service/Export' }), '12');
  assert.equal(await call({ message: Buffer.from([0x0a, 0xff]) }), '3');
  assert.equal(await call({ message: Buffer.alloc(30_000) }), '8');
  assert.equal(await call({ message: Buffer.alloc(600_000) }), '8');
  assert.equal(await call({ message: deflateSync(Buffer.alloc(0)), packed: true, headers: { 'grpc-encoding': 'deflate' } }), '12');
  assert.equal(await call({ message: gzipSync(Buffer.alloc(30_000)), packed: true, headers: { 'grpc-encoding': 'gzip' } }), '8');
  assert.equal(await call({ headers: { ':authority': 'evil.example' } }), '7');
  assert.equal(await call({ headers: { origin: 'http://localhost:3000' } }), '7');
  store = () => Promise.reject(new Error('busy'));
  assert.equal(await call({}), '14');
  assert.equal(received.length, 0);
});

test('where a token is asked for, only requests that name it are taken, over HTTP and gRPC', async () => {
  const guarded = await startReceiver({ port: 0, allowedHosts: [], token: 'secret', store: async () => undefined, rejected: () => undefined, health: (trusted) => ({ trusted }) });
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await fetch(`http://127.0.0.1:${guarded.port}/v1/traces`, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: BODY })).status;
  assert.deepEqual([await status({}), await status({ authorization: 'Bearer other' }), await status({ authorization: 'Bearer secret' }), await status({ authorization: 'bearer secret' })], [401, 401, 200, 200]);
  const client = connectHttp2(`http://127.0.0.1:${guarded.port}`);
  const answer = await new Promise<string>((resolve) => {
    const call = client.request({ ':method': 'POST', ':path': '/opentelemetry.proto.collector.trace.v1.TraceService/Export', 'content-type': 'application/grpc' });
    call.on('response', (headers) => resolve(String(headers['grpc-status'])));
    call.end(Buffer.alloc(5));
  });
  client.close();
  assert.equal(answer, '16');
  const health = async (headers: Record<string, string>): Promise<unknown> => (await fetch(`http://127.0.0.1:${guarded.port}/healthz`, { headers })).json();
  assert.deepEqual([await health({}), await health({ authorization: 'Bearer secret' })], [{ trusted: false }, { trusted: true }]);
  assert.equal((await fetch(`http://127.0.0.1:${guarded.port}/healthz`, { headers: { origin: 'http://localhost' } })).status, 403);
  await guarded.close();
});

test('more than memory should hold is asked to come back, and what is under way is not lost', async () => {
  const waiting: (() => void)[] = [];
  const slow = await startReceiver({ port: 0, allowedHosts: [], mostArriving: 10_000, store: () => new Promise((resolve) => waiting.push(resolve)), rejected: () => undefined, health: () => ({}) });
  const post = (sender: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${slow.port}/v1/traces`, { method: 'POST', headers: { ...JSON_TYPE, 'user-agent': sender }, body: `{"unknown":"${'x'.repeat(2_400)}"}` });
  const answer = ({ status, headers }: Response): unknown => [status, headers.get('retry-after')];
  const first = ['one', 'one', 'another', 'another'].map(post);
  while (waiting.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(answer(await post('one')), [429, '1'], 'one sender has half the room at most');
  assert.deepEqual(answer(await post('a third')), [503, '1']);
  for (const done of waiting) done();
  assert.deepEqual((await Promise.all(first)).map(({ status }) => status), [200, 200, 200, 200]);
  const again = post('one');
  while (waiting.length < 5) await new Promise((resolve) => setTimeout(resolve, 5));
  waiting[4]?.();
  assert.equal((await again).status, 200);
  await slow.close();
});

test('a body that goes on beyond what there is room for is given up', async () => {
  const slow = await startReceiver({ port: 0, allowedHosts: [], mostArriving: 200_000, store: () => Promise.resolve(), rejected: () => undefined, health: () => ({}) });
  const chunked = (): { readonly sending: ReturnType<typeof httpRequest>; readonly status: Promise<number> } => {
    const sending = httpRequest({ host: '127.0.0.1', port: slow.port, path: '/v1/traces', method: 'POST', headers: { ...JSON_TYPE, 'transfer-encoding': 'chunked' } });
    sending.flushHeaders();
    const status = new Promise<number>((resolve) => sending.once('response', (response) => resolve(response.resume().statusCode ?? 0)).on('error', () => resolve(0)));
    return { sending, status };
  };
  const [first, second] = [chunked(), chunked()];
  first.sending.write(' '.repeat(80_000));
  second.sending.write(' '.repeat(80_000));
  const answered = await Promise.race([first.status, second.status]);
  assert.ok(answered === 429 || answered === 0, `answered ${answered}`);
  first.sending.end('{}');
  second.sending.end('{}');
  assert.deepEqual([await first.status, await second.status].filter((status) => status === 200), [200]);
  await slow.close();
});

test('a request that never ends is given up, and a connection outlives the time that one request may take', async () => {
  const impatient = await startReceiver({ port: 0, allowedHosts: [], mostWaitMs: 80, store: () => Promise.resolve(), rejected: () => undefined, health: () => ({}) });
  const head = 'POST /v1/traces HTTP/1.1\r\nHost: localhost\r\n';
  for (const text of [head, `${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{`]) assert.match(await exchange(text, NEVER, impatient.port), /^HTTP\/1.1 408/);
  const session = connectHttp2(`http://127.0.0.1:${impatient.port}`);
  const exporting = { ':method': 'POST', ':path': '/opentelemetry.proto.collector.trace.v1.TraceService/Export', 'content-type': 'application/grpc' };
  const stalled = session.request(exporting);
  stalled.write(Buffer.alloc(3));
  await new Promise((resolve) => stalled.resume().once('error', resolve).once('close', resolve));
  const next = session.request(exporting);
  const trailers = new Promise<IncomingHttpHeaders>((resolve) => next.resume().once('trailers', resolve));
  next.end(Buffer.alloc(5));
  assert.equal((await trailers)['grpc-status'], '0');
  session.close();
  await impatient.close();
});
