import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countRequest } from '../../../src/core/tokens/count-request.ts';
import type { RequestCount } from '../../../src/core/tokens/count-request.ts';
import { testTokenizers } from '../../support/tokens.ts';

const count = (provider: string, api: string, model: string, request: unknown): Promise<RequestCount> => countRequest({ provider, api, model, request }, testTokenizers);
const weather = { name: 'get_weather', description: 'Get the weather', parameters: { type: 'object', properties: { city: { type: 'string', description: 'Name of the city' } }, required: ['city'] } };

describe('counting a request', () => {
  it('is exact for plain OpenAI chat: framing, roles, answer', async () => {
    const answer = await count('openai', 'chat', 'gpt-4o', { messages: [{ role: 'system', content: 'You are brief.' }, { role: 'user', content: 'Hello!' }] });
    // 3 + (4 + 4) + (4 + 2), as OpenAI's cookbook counts.
    assert.deepEqual(answer, { tokens: 17, low: 17, high: 17, tokenizer: 'o200k_base', exact: true, problems: [] });
  });

  it('opens a reasoning model’s answer with one token less', async () => {
    const request = { messages: [{ role: 'user', content: 'Hello!' }] };
    const [plain, reasoning] = await Promise.all([count('openai', 'chat', 'gpt-4o', request), count('openai', 'chat', 'gpt-5', request)]);
    assert.equal(plain.tokens - reasoning.tokens, 1);
  });

  it('reads the same prompt in each API', async () => {
    const chat = await count('openai', 'chat', 'gpt-4o', { messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: [{ type: 'text', text: 'Hi' }] }] });
    const responses = await count('openai', 'responses', 'gpt-4o', { instructions: 'Be brief.', input: 'Hi' });
    assert.equal(chat.tokens, responses.tokens);
    const messages = await count('anthropic', 'anthropic', 'claude-sonnet-4-5', { system: 'Be brief.', messages: [{ role: 'user', content: 'Hi' }] });
    const converse = await count('bedrock', 'converse', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', { system: [{ text: 'Be brief.' }], messages: [{ role: 'user', content: [{ text: 'Hi' }] }], inferenceConfig: {} });
    assert.equal(messages.tokens, converse.tokens);
  });

  it('charges tools, and Claude’s instructions for them', async () => {
    const ask = [{ role: 'user', content: 'Weather in Rome?' }];
    const [bare, tooled] = await Promise.all([
      count('anthropic', 'anthropic', 'claude-sonnet-4-5', { messages: ask }),
      count('anthropic', 'anthropic', 'claude-sonnet-4-5', { messages: ask, tools: [{ ...weather, input_schema: weather.parameters }] }),
    ]);
    assert.ok(tooled.tokens - bare.tokens > 500, `${tooled.tokens} with a tool, ${bare.tokens} without`);
    assert.ok(!tooled.exact && tooled.low < tooled.tokens && tooled.tokens < tooled.high);
    const deferred = await count('anthropic', 'anthropic', 'claude-sonnet-4-5', { messages: ask, tools: [{ ...weather, input_schema: weather.parameters, defer_loading: true }] });
    assert.equal(deferred.tokens, bare.tokens, 'a deferred tool is not in the prompt');
    const openai = await count('openai', 'chat', 'gpt-4o', { messages: ask, tools: [{ type: 'function', function: weather }] });
    const without = await count('openai', 'chat', 'gpt-4o', { messages: ask });
    assert.ok(openai.tokens > without.tokens + 20);
  });

  it('says what is not in the count', async () => {
    const answer = await count('openai', 'chat', 'gpt-4o', { messages: [{ role: 'user', content: [{ type: 'text', text: 'What is this?' }, { type: 'image_url', image_url: { url: 'data:' } }] }] });
    assert.deepEqual(answer.problems, ['not counted: image_url']);
    assert.equal(answer.exact, false);
  });

  it('estimates what it does not know, with a wide interval', async () => {
    const answer = await count('acme', 'chat', 'acme-1', { messages: [{ role: 'user', content: 'word '.repeat(500) }] });
    assert.equal(answer.exact, false);
    assert.ok(answer.high - answer.low > 0.3 * answer.tokens);
  });

  it('never fails on a body that is none', async () => {
    for (const request of [null, 7, 'text', [], {}, { messages: 'x' }, { messages: [null, 3, { content: [[], null] }] }, { contents: [{ parts: {} }] }, { tools: [null, {}], input: [{}] }]) {
      for (const api of ['chat', 'responses', 'anthropic', 'gemini', 'converse', '']) assert.ok((await count('openai', api, 'gpt-4o', request)).tokens >= 0);
    }
  });
});
