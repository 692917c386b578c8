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
    assert.deepEqual(answer, { tokens: 17, low: 17, high: 17, atLeast: false, tokenizer: 'o200k_base', exact: true, problems: [] });
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
    assert.deepEqual(answer.problems, ['not counted: image of unknown size']);
    assert.equal(answer.exact, false);
    assert.ok(!answer.atLeast && answer.high > answer.tokens + 1400 && answer.high < answer.tokens + 1500, `eight tiles at most, not ${answer.high}`);
    const kept = await count('openai', 'responses', 'gpt-4o', { input: 'And then?', previous_response_id: 'resp_1' });
    assert.ok(kept.atLeast && kept.high > 1_000_000, 'a floor has no upper end');
  });

  it('counts for all of several models that may answer', async () => {
    const messages = [{ role: 'user', content: 'Hello!' }];
    const [routed, mini, grok] = await Promise.all([
      count('openrouter', 'chat', 'openai/gpt-4o-mini', { messages, models: ['x-ai/grok-4'] }), count('openrouter', 'chat', 'openai/gpt-4o-mini', { messages }), count('openrouter', 'chat', 'x-ai/grok-4', { messages }),
    ]);
    assert.deepEqual([routed.tokens, routed.low, routed.high, routed.exact], [mini.tokens, mini.low, grok.high, false]);
  });

  it('says when less is billed than was sent, and only then', async () => {
    const edited = (words: number, value: number) => count('anthropic', 'anthropic', 'claude-sonnet-4-5', { messages: [{ role: 'user', content: 'word '.repeat(words) }], context_management: { edits: [{ type: 'compact_20260112', trigger: { type: 'input_tokens', value } }] } });
    const [within, beyond] = await Promise.all([edited(100, 5000), edited(6000, 5000)]);
    assert.deepEqual([within.problems, within.low > 0], [[], true]);
    assert.equal(beyond.low, 0);
    assert.equal(beyond.problems.length, 1);
  });

  it('estimates what it does not know, with a wide interval', async () => {
    const answer = await count('acme', 'chat', 'acme-1', { messages: [{ role: 'user', content: 'word '.repeat(500) }] });
    assert.equal(answer.exact, false);
    assert.ok(answer.high - answer.low > 0.3 * answer.tokens);
  });

  it('is less sure of text that says the same over and over', async () => {
    const width = async (content: string): Promise<number> => {
      const { tokens, low, high } = await count('anthropic', 'anthropic', 'claude-sonnet-4-5', { messages: [{ role: 'user', content }] });
      return (high - low) / tokens;
    };
    const words = Array.from({ length: 400 }, (_, i) => `word${i}`).join(' ');
    assert.ok(await width('Reply with one number only. '.repeat(200)) > 2 * await width(words));
  });

  it('never fails on a body that is none', async () => {
    for (const request of [null, 7, 'text', [], {}, { messages: 'x' }, { messages: [null, 3, { content: [[], null] }] }, { contents: [{ parts: {} }] }, { tools: [null, {}], input: [{}] }]) {
      for (const api of ['chat', 'responses', 'anthropic', 'gemini', 'converse', '']) assert.ok((await count('openai', api, 'gpt-4o', request)).tokens >= 0);
    }
  });
});

/** Tokens a body costs more than the same without `without`. */
async function added(model: string, api: string, body: Readonly<Record<string, unknown>>, without: readonly string[]): Promise<number> {
  const [provider] = api === 'gemini' ? ['google'] : ['openai'];
  const bare = Object.fromEntries(Object.entries(body).filter(([key]) => !without.includes(key)));
  const [more, less] = await Promise.all([count(provider ?? '', api, model, body), count(provider ?? '', api, model, bare)]);
  return more.tokens - less.tokens;
}

describe('tools as the model is shown them', () => {
  const tool = (description: string, properties: Readonly<Record<string, unknown>>, required: readonly string[] = Object.keys(properties)) =>
    ({ type: 'function', function: { name: 'find_orders', description, parameters: { type: 'object', properties, required } } });
  const chat = (tools: readonly unknown[], more: object = {}) => ({ messages: [{ role: 'user', content: 'Where is my order?' }], tools, ...more });
  const cost = (model: string, ...tools: readonly unknown[]): Promise<number> => added(model, 'chat', chat(tools), ['tools']);

  it('each line is a comment, however it is indented', async () => {
    const [flat, broken, indented] = await Promise.all(['Find orders of a customer newest first', 'Find orders\nof a customer\nnewest first', '\n    Find orders\n        of a customer\n    newest first\n    '].map((text) => cost('gpt-4o', tool(text, {}))));
    assert.equal((broken ?? 0) - (flat ?? 0), 4, 'a break and two slashes, twice');
    assert.equal(indented, broken);
    assert.ok(await cost('gpt-4', tool('Find orders.\nNewest first.', {})) > await cost('gpt-4', tool('Find orders. Newest first.', {})), 'the older models are charged for the break');
  });

  it('a title is charged by the models that are shown it', async () => {
    const [bare, titled] = [tool('Find.', { id: { type: 'string' } }), tool('Find.', { id: { type: 'string', title: 'Identifier' } })];
    assert.ok(await cost('gpt-4o', titled) > await cost('gpt-4o', bare));
    assert.equal(await cost('gpt-4', titled), await cost('gpt-4', bare));
  });

  it('additionalProperties costs nothing, a default does, null does not', async () => {
    const bare = await cost('gpt-4o', tool('Find.', { id: { type: 'string' } }, []));
    assert.equal(await cost('gpt-4o', tool('Find.', { id: { type: 'string', additionalProperties: false } }, [])), bare);
    assert.equal(await cost('gpt-4o', tool('Find.', { id: { type: 'string', default: null } }, [])), bare);
    assert.ok(await cost('gpt-4o', tool('Find.', { id: { type: 'string', default: 'all' } }, [])) > bare);
  });

  it('a line break ends the system prompt that tools are put into', async () => {
    const within = (content: string): Promise<number> => added('gpt-4o', 'chat', { messages: [{ role: 'system', content }, { role: 'user', content: 'Hi' }], tools: [tool('Find.', {})] }, ['tools']);
    assert.equal(await within('Be brief'), await within('Be brief.') + 1, 'behind a full stop the break is no token of its own');
  });

  it('arguments are kept as JSON, not as they were sent', async () => {
    const called = (args: string) => chat([tool('Find.', {})], { messages: [{ role: 'user', content: 'Hi' }, { role: 'assistant', content: null, tool_calls: [{ id: '1', type: 'function', function: { name: 'find_orders', arguments: args } }] }, { role: 'tool', tool_call_id: '1', content: 'none' }] });
    const [spaced, compact] = await Promise.all([count('openai', 'chat', 'gpt-4o', called('{\n  "id": 7,\n  "open": true\n}')), count('openai', 'chat', 'gpt-4o', called('{"id":7,"open":true}'))]);
    assert.equal(spaced.tokens, compact.tokens);
  });

  it('an output schema is charged for titles, not for what only a validator reads', async () => {
    const format = (schema: object) => added('gpt-4o', 'chat', { messages: [{ role: 'user', content: 'Hi' }], response_format: { type: 'json_schema', json_schema: { name: 'order', schema } } }, ['response_format']);
    const bare = await format({ type: 'object', properties: { id: { type: 'string' } } });
    assert.equal(await format({ type: 'object', properties: { id: { type: 'string' } }, required: ['id'], additionalProperties: false }), bare);
    assert.ok(await format({ type: 'object', title: 'Order', properties: { id: { type: 'string' } } }) > bare);
  });

  it('search models are billed for the words alone', async () => {
    assert.equal((await count('openai', 'chat', 'gpt-4o-search-preview', { messages: [{ role: 'user', content: 'Hello!' }] })).tokens, 2);
  });

  it('each Gemini pays for its own form', async () => {
    const declared = { contents: [{ parts: [{ text: 'Hi' }], role: 'user' }], tools: [{ functionDeclarations: [{ name: 'find_orders', description: 'Find orders', parameters: { type: 'OBJECT', properties: { id: { type: 'STRING' } }, required: ['id'] } }] }] };
    const costs = await Promise.all(['gemini-2.0-flash', 'gemini-2.5-flash', 'gemini-3-flash-preview'].map((model) => added(model, 'gemini', declared, ['tools'])));
    assert.ok((costs[0] ?? 0) < 15 && (costs[1] ?? 0) > 25 && (costs[2] ?? 0) > 25, costs.join(' '));
    const turns = await Promise.all(['google', 'vertex'].map((provider) => count(provider, 'gemini', 'gemini-2.5-flash', { contents: declared.contents })));
    assert.equal((turns[0]?.tokens ?? 0) - (turns[1]?.tokens ?? 0), 1, 'AI Studio charges a token a turn, Vertex AI none');
  });
});
