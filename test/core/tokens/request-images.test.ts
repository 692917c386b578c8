import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countRequest } from '../../../src/core/tokens/count-request.ts';
import type { RequestCount } from '../../../src/core/tokens/count-request.ts';
import { testTokenizers } from '../../support/tokens.ts';

const count = (provider: string, api: string, model: string, request: unknown): Promise<RequestCount> => countRequest({ provider, api, model, request }, testTokenizers);

/** The beginning of a PNG of that size; no more of it is read. */
const png = (width: number, height: number): string => {
  const bytes = Buffer.alloc(40);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes.toString('base64');
};

const asked = { type: 'text', text: 'What is this?' };
const openai = async (model: string, width: number, height: number, detail?: string): Promise<number> => {
  const of = (content: readonly unknown[]): Promise<RequestCount> => count('openai', 'chat', model, { messages: [{ role: 'user', content }] });
  const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${png(width, height)}`, ...(detail === undefined ? {} : { detail }) } };
  return (await of([asked, image])).tokens - (await of([asked])).tokens;
};
const gemini = async (model: string, config: object, ...parts: readonly object[]): Promise<number> => {
  const of = (more: readonly object[]): Promise<RequestCount> => count('google', 'gemini', model, { contents: [{ role: 'user', parts: [{ text: 'What is this?' }, ...more] }], generationConfig: config });
  return (await of(parts)).tokens - (await of([])).tokens;
};
const inline = (width: number, height: number): object => ({ inlineData: { mimeType: 'image/png', data: png(width, height) } });

describe('images of OpenAI', () => {
  it('are tiles for most models, and patches for the small ones', async () => {
    // 1024 × 1024 is scaled to 768 × 768: four tiles.
    assert.equal(await openai('gpt-4o', 1024, 1024), 85 + 4 * 170);
    assert.equal(await openai('gpt-4o-mini', 640, 480), 2833 + 2 * 5667);
    assert.equal(await openai('gpt-5-mini', 320, 320), 120);
  });

  it('are patches for the latest models, as many as each looks at', async () => {
    // 32 × 25 patches of 32 pixels, 1.2 tokens each, and two around them.
    assert.equal(await openai('gpt-5.4', 1024, 800), 800 * 1.2 + 2);
    assert.equal(await openai('gpt-5.4-nano', 512, 512), Math.round(256 * 1.2) + 2);
    // 2,400 × 1,800 are 4,275 patches: the small see 1,452 of them, GPT-5.4 2,500 at most, GPT-5.6 all.
    assert.equal(await openai('gpt-4.1-mini', 2400, 1800), Math.round(1452 * 1.62));
    const [large, original, all] = [await openai('gpt-5.4', 2400, 1800), await openai('gpt-5.4', 2400, 1800, 'original'), await openai('gpt-5.6-sol', 2400, 1800)];
    assert.ok(large > 2300 * 1.2 && large <= 2500 * 1.2 + 2, `${large}`);
    assert.deepEqual([original, all], [4275 * 1.2 + 2, 4275 * 1.2 + 2]);
  });

  it('cost what the request says they are to be looked at', async () => {
    assert.equal(await openai('gpt-5.5', 1024, 1024), await openai('gpt-5.5', 1024, 1024, 'original'), 'original is what GPT-5.5 takes by itself');
    assert.ok(await openai('gpt-5.5', 4000, 4000, 'high') < await openai('gpt-5.5', 4000, 4000));
    assert.equal(await openai('gpt-5.4-mini', 4000, 4000, 'low'), Math.round(256 * 1.2) + 2, 'as if it had 512 pixels a side');
    assert.equal(await openai('gpt-4o', 4000, 4000, 'low'), 85);
  });
});

describe('images of Gemini', () => {
  it('cost tiles and the whole, one tile each, or what their resolution costs', async () => {
    assert.equal(await gemini('gemini-2.0-flash', {}, inline(300, 200)), 258);
    assert.equal(await gemini('gemini-2.0-flash', {}, inline(1024, 1024)), 5 * 258);
    assert.equal(await gemini('gemini-2.5-flash', {}, inline(1024, 1024)), 258);
    const third = (config: object, more: object = {}): Promise<number> => gemini('gemini-3.5-flash', config, { ...inline(640, 480), ...more });
    assert.ok(await third({}) > 1000 && await third({}) <= 1120);
    assert.equal(await third({ mediaResolution: 'MEDIA_RESOLUTION_LOW' }), 272);
    assert.equal(await third({ mediaResolution: 'MEDIA_RESOLUTION_LOW' }, { mediaResolution: { level: 'MEDIA_RESOLUTION_HIGH' } }), await third({}), 'what a part says goes first');
  });
});

describe('images of Claude', () => {
  it('are cells of 28 pixels, and no exact count', async () => {
    const of = (content: unknown): Promise<RequestCount> => count('anthropic', 'anthropic', 'claude-sonnet-4-5', { messages: [{ role: 'user', content }] });
    const [seen, bare] = await Promise.all([of([asked, { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png(540, 360) } }]), of([asked])]);
    assert.equal(seen.tokens - bare.tokens, 20 * 13 + 3);
    assert.ok(!seen.exact);
  });
});

describe('what tools answer with', () => {
  const claude = (content: readonly unknown[]): Promise<RequestCount> => count('anthropic', 'anthropic', 'claude-sonnet-4-5', {
    messages: [{ role: 'user', content: 'Look.' }, { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'look', input: {} }] }, { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content }] }],
  });
  const picture = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png(560, 280) } };

  it('an image counts by its size, never as the text that carries it', async () => {
    assert.equal((await claude([picture])).tokens - (await claude([])).tokens, 20 * 10 + 3);
    const converse = (inner: readonly object[]) => count('bedrock', 'converse', 'anthropic.claude-sonnet-4-5-20250929-v1:0', { messages: [{ role: 'user', content: [{ toolResult: { toolUseId: 'a', content: inner } }] }] });
    assert.equal((await converse([{ image: { format: 'png', source: { bytes: png(560, 280) } } }])).tokens - (await converse([])).tokens, 203);
  });

  it('an image of which only the provider sees the size is named, not guessed', async () => {
    assert.deepEqual((await claude([{ type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } }])).problems, ['not counted: image of unknown size']);
  });

  it('a document is named, not passed over', async () => {
    assert.deepEqual((await claude([{ type: 'document', source: { type: 'file', file_id: 'f' } }])).problems, ['not counted: document']);
    const answered = await count('google', 'gemini', 'gemini-3-flash-preview', { contents: [{ role: 'user', parts: [{ functionResponse: { name: 'look', response: {}, parts: [{ inlineData: { mimeType: 'application/pdf', data: 'JVBERi0=' } }] } }] }] });
    assert.deepEqual([answered.problems, answered.exact], [['not counted: application/pdf'], false]);
  });
});
