/** What hosts of open models make of a request, and bodies of other forms than a chat. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countRequest } from '../../../src/core/tokens/count-request.ts';
import { testTokenizers } from '../../support/tokens.ts';

const user = (content: string): unknown => ({ role: 'user', content });
const tokens = async (provider: string, model: string, request: Readonly<Record<string, unknown>>, api = 'chat'): Promise<number> => (await countRequest({ provider, api, model, request }, testTokenizers)).tokens;
const weather = { type: 'function', function: { name: 'weather', description: 'The weather of a place', parameters: { type: 'object', properties: { place: { type: 'string' } }, required: ['place'] } } };
const HOSTED = [['groq', 'llama-3.3-70b-versatile'], ['deepseek', 'deepseek-chat'], ['mistral', 'mistral-large-latest'], ['groq', 'qwen/qwen3-32b'], ['cerebras', 'zai-glm-4.7']] as const;

describe('open models', () => {
  it('are not shown tools that may not be called', async () => {
    for (const [provider, model] of HOSTED) {
      const bare = await tokens(provider, model, { messages: [user('Hi')] });
      assert.equal(await tokens(provider, model, { messages: [user('Hi')], tools: [weather], tool_choice: 'none' }), bare, model);
      assert.ok((await tokens(provider, model, { messages: [user('Hi')], tools: [weather] })) > bare + 20, model);
    }
  });

  it('are held to a schema without being shown it', async () => {
    const asked = { messages: [user('Name a city')] };
    const schema = { response_format: { type: 'json_schema', json_schema: { name: 'city', schema: weather.function.parameters } } };
    assert.equal(await tokens('mistral', 'mistral-large-latest', { ...asked, ...schema }), await tokens('mistral', 'mistral-large-latest', asked));
    assert.ok((await tokens('groq', 'openai/gpt-oss-120b', { ...asked, ...schema })) > (await tokens('groq', 'openai/gpt-oss-120b', asked)) + 40, 'gpt-oss is');
  });

  it('forget what they thought before the user spoke again', async () => {
    const said = (content: string): unknown => ({ messages: [user('2 + 2?'), { role: 'assistant', content }, user('And twice that?')] });
    for (const [provider, model] of [['deepseek', 'deepseek-r1'], ['groq', 'qwen/qwen3-32b'], ['cerebras', 'zai-glm-4.7']] as const) {
      const [thought, plain] = await Promise.all([said('<think>\nTwo and two make four, as ever.\n</think>\n\n4'), said('4')].map((request) => tokens(provider, model, request as Readonly<Record<string, unknown>>)));
      assert.equal(thought, plain, model);
    }
  });

  it('are not taken for Llama because Ollama runs them', async () => {
    for (const model of ['qwen3', 'mistral', 'deepseek-r1']) assert.equal(await tokens('ollama', model, { messages: [user('Hi')] }), await tokens('vllm', model, { messages: [user('Hi')] }), model);
  });

  it('are given a date by Llama since 3.1', async () => {
    const [older, newer] = await Promise.all(['llama3-8b-8192', 'llama-3.1-8b-instant'].map((model) => tokens('groq', model, { messages: [user('Hi')] })));
    assert.equal((newer ?? 0) - (older ?? 0), 25);
  });

  it('say that what they look up by themselves is billed beside what they are sent', async () => {
    const count = (model: string) => countRequest({ provider: 'groq', api: 'chat', model, request: { messages: [user('Hi')] } }, testTokenizers);
    assert.deepEqual((await count('groq/compound-mini')).problems, ['not counted: what the model looks up by itself']);
    assert.deepEqual((await count('llama-3.1-8b-instant')).problems, []);
  });

  it('spell digits where their vocabulary does', async () => {
    const [words, digits] = await Promise.all(['a b c', '123456789'].map((text) => tokens('mistral', 'mistral-large-latest', { messages: [user(text)] })));
    assert.equal((digits ?? 0) - (words ?? 0), 6);
  });

  it('are told to think where they are asked to, and in Responses unless they are asked not to', async () => {
    const asked = { model: 'deepseek-v4-flash', messages: [user('Hi')] };
    const of = (request: Readonly<Record<string, unknown>>, api = 'chat'): Promise<number> => tokens('deepseek', 'deepseek-v4-flash', request, api);
    assert.ok(await of({ ...asked, thinking: { type: 'enabled' } }) > await of(asked) + 50);
    assert.equal(await of({ ...asked, thinking: { type: 'disabled' } }), await of(asked));
    assert.ok(await of({ model: asked.model, input: 'Hi' }, 'responses') > await of(asked) + 50);
  });
});

describe('bodies', () => {
  it('are read by whatever name their API has', async () => {
    const messages = { system: 'Be brief.', messages: [user('Hi')], max_tokens: 9 };
    const all = await Promise.all(['anthropic', 'messages', 'v1/messages', 'messages.create', 'count_tokens', 'invoke_model', ''].map((api) => tokens('anthropic', 'claude-sonnet-4-5', messages, api)));
    assert.equal(new Set(all).size, 1, all.join(' '));
    const contents = { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] };
    const gemini = await Promise.all(['gemini', 'generateContent', 'streamGenerateContent', 'generate_content', 'countTokens', ''].map((api) => tokens('google', 'gemini-2.5-flash', contents, api)));
    assert.equal(new Set(gemini).size, 1, gemini.join(' '));
  });

  it('without roles are text alone', async () => {
    assert.equal(await tokens('openai', 'gpt-3.5-turbo-instruct', { prompt: 'Say this is a test' }, 'completions'), 5);
    assert.equal(await tokens('openai', 'text-embedding-3-small', { input: ['hello world', 'hello'] }, 'embeddings'), 3);
    assert.equal(await tokens('openai', 'text-embedding-3-small', { input: [[1, 2, 3], [4]] }, 'embeddings'), 4, 'tokens sent as such');
  });

  it('say what the host adds unseen', async () => {
    const problems = async (request: Readonly<Record<string, unknown>>): Promise<readonly string[]> => (await countRequest({ provider: null, api: 'chat', model: null, request: { messages: [user('Hi')], ...request } }, testTokenizers)).problems;
    assert.deepEqual(await problems({ model: 'x', preset: 'p' }), ['not counted: preset']);
    assert.deepEqual(await problems({ model: 'openai/gpt-4o:online' }), ['not counted: search results']);
    assert.deepEqual(await problems({ model: 'groq/compound' }), ['not counted: what its own tools find']);
    const claude = await countRequest({ provider: 'anthropic', api: 'messages', model: 'claude-haiku-4-5', request: { messages: [user('Hi')], mcp_servers: [{ type: 'url', url: 'https://example.com/mcp', name: 'orders' }], container: { skills: [{ type: 'anthropic', skill_id: 'xlsx' }] } } }, testTokenizers);
    assert.deepEqual([claude.problems, claude.atLeast], [['not counted: tools of MCP servers', 'not counted: skills'], true]);
  });

  it('with a tool that takes text as it comes are counted with its grammar, and not exact', async () => {
    const bare = { input: 'Hi' };
    const answer = await countRequest({ provider: 'openai', api: 'responses', model: 'gpt-5', request: { ...bare, tools: [{ type: 'custom', name: 'sum', description: 'Adds up', format: { type: 'grammar', syntax: 'lark', definition: 'start: NUMBER ("+" NUMBER)*' } }] } }, testTokenizers);
    assert.ok(!answer.exact && answer.tokens > (await tokens('openai', 'gpt-5', bare, 'responses')) + 15);
  });

  it('with definitions that name each other without end are counted in a moment', async () => {
    const next = (name: string): unknown => ({ type: 'object', properties: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, { $ref: `#/$defs/${name}` }])) });
    const wide = { type: 'object', properties: { a: { $ref: '#/$defs/A' } }, $defs: { A: next('B'), B: next('C'), C: next('D'), D: next('E'), E: next('F'), F: next('A') } };
    const own = { type: 'object', properties: { a: { $ref: '#/$defs/A' } }, $defs: { A: { anyOf: [{ $ref: '#/$defs/A' }, { items: { $ref: '#/$defs/A' } }] } } };
    for (const parameters of [wide, own]) {
      const declared = { tools: [{ functionDeclarations: [{ name: 'f', description: '', parameters }] }], contents: [] };
      for (const model of ['gemini-2.5-flash', 'gemini-3-pro-preview']) {
        const { low, high } = await countRequest({ provider: 'google', api: 'gemini', model, request: declared }, testTokenizers);
        assert.ok(low < high / 2, 'what becomes of them is not known');
      }
      assert.ok((await tokens('openai', 'gpt-4o', { messages: [user('Hi')], tools: [{ type: 'function', function: { name: 'f', parameters } }] })) < 50_000);
    }
  });
});
