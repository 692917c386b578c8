import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countRequest } from '../../../src/core/tokens/count-request.ts';
import { testTokenizers } from '../../support/tokens.ts';

type Body = Readonly<Record<string, unknown>>;

const tokens = async (provider: string, api: string, model: string, request: Body): Promise<number> => (await countRequest({ provider, api, model, request }, testTokenizers)).tokens;
const chat = (model: string, messages: readonly unknown[], more: Body = {}): Promise<number> => tokens('openai', 'chat', model, { messages, ...more });
const responses = (model: string, input: readonly unknown[], more: Body = {}): Promise<number> => tokens('openai', 'responses', model, { input, ...more });

const ask = { role: 'user', content: 'Which orders are late?' };
const parameters = { type: 'object', properties: { state: { type: 'string', description: 'Of the order' } }, required: ['state'] };
const tool = { type: 'function', name: 'find_orders', description: 'Find orders', parameters };
const chatTool = { type: 'function', function: { name: tool.name, description: tool.description, parameters } };
const made = (id: string, more: Body = {}): Body => ({ type: 'function_call', call_id: id, name: 'find_orders', arguments: '{"state":"late"}', ...more });
const answered = (id: string): Body => ({ type: 'function_call_output', call_id: id, output: 'none' });

describe('OpenAI: a conversation that is sent again', () => {
  it('the parts of a message are one text', async () => {
    const parts = (...texts: string[]) => [{ role: 'user', content: texts.map((text) => ({ type: 'text', text })) }];
    assert.equal(await chat('gpt-4o', parts('Be brief.', 'Please.')), await chat('gpt-4o', parts('Be brief.Please.')));
  });

  it('an answer of before stands in its channel, for GPT-5 and later', async () => {
    const more = async (model: string): Promise<number> => await chat(model, [ask, { role: 'assistant', content: 'None.' }, ask]) - await chat(model, [ask, ask]);
    assert.equal(await more('gpt-5.4'), await more('gpt-4o') + 2);
    assert.equal(await more('gpt-5-mini'), await more('o3-mini') + 2);
  });

  it('tools cost a long preamble in Chat Completions of GPT-5, none for the o-series, and none in Responses or the counter', async () => {
    const within = async (model: string): Promise<number> => await chat(model, [ask], { tools: [chatTool] }) - await responses(model, [ask], { tools: [tool] });
    assert.equal(await within('gpt-5'), 82);
    assert.equal(await within('gpt-5.4-mini'), 82);
    assert.equal(await within('o4-mini'), 4);
    assert.equal(await tokens('openai', 'openai_count', 'gpt-5.4', { input: [ask], tools: [tool] }), await responses('gpt-5.4', [ask], { tools: [tool] }));
  });

  it('OpenRouter sends on as Responses what reasons, and as a chat what does not', async () => {
    const routed = (model: string): Promise<number> => tokens('openrouter', 'chat', `openai/${model}`, { messages: [ask], tools: [chatTool] });
    assert.equal(await routed('gpt-5-mini'), await responses('gpt-5-mini', [ask], { tools: [tool] }));
    assert.equal(await routed('gpt-4o-mini'), await chat('gpt-4o-mini', [ask], { tools: [chatTool] }));
  });

  it('calls made at once are wrapped: dear for two, cheaper for each that follows', async () => {
    const of = (...ids: string[]): Promise<number> => responses('gpt-5.4', [ask, ...ids.map((id) => made(id)), ...ids.map(answered)], { tools: [tool] });
    const apart = (...ids: string[]): Promise<number> => responses('gpt-5.4', [ask, ...ids.flatMap((id) => [made(id), answered(id)])], { tools: [tool] });
    assert.equal(await of('a', 'b') - await apart('a', 'b'), 10);
    assert.equal(await of('a', 'b', 'c', 'd') - await apart('a', 'b', 'c', 'd'), -2);
  });

  it('calls made at once in Chat Completions are written out as one, and answers in JSON anew', async () => {
    const call = (id: string, args: Body) => ({ id, type: 'function', function: { name: 'find_orders', arguments: JSON.stringify(args) } });
    const answer = (id: string, content: string) => ({ role: 'tool', tool_call_id: id, content });
    const at = (content: string, ...all: readonly Body[]): Promise<number> => chat('gpt-4o', [ask, { role: 'assistant', content: null, tool_calls: all.map((args, i) => call(`${i}`, args)) }, ...all.map((_, i) => answer(`${i}`, content))], { tools: [chatTool] });
    const [one, two] = [await at('none', { state: 'late' }), await at('none', { state: 'late' }, { state: 'lost' })];
    assert.equal(two - one, 36, 'recipient_name and parameters of both');
    assert.equal(await at('{"late":3,"lost":1}', { state: 'late' }, { state: 'lost' }), await at('{"late": 3, "lost": 1}', { state: 'late' }, { state: 'lost' }));
    assert.ok(await at('{"late":3,"lost":1}', { state: 'late' }) < await at('{"late": 3, "lost": 1}', { state: 'late' }), 'one by itself is as it was answered');
  });

  it('the one tool that has to be called is named in Responses, and one of several is not', async () => {
    const forced = async (tools: readonly unknown[], choice: unknown): Promise<number> => await responses('gpt-4o', [ask], { tools, tool_choice: choice }) - await responses('gpt-4o', [ask], { tools });
    assert.equal(await forced([tool], 'required'), await forced([tool], { type: 'function', name: 'find_orders' }));
    assert.equal(await forced([tool, { ...tool, name: 'refund' }], 'required'), 0);
    assert.equal(await forced([tool, { ...tool, name: 'refund' }], { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'refund' }] }), 0);
  });

  it('a call handed back whole keeps what it was made with', async () => {
    const round = (more: Body): Promise<number> => responses('gpt-4.1', [ask, made('a', more), answered('a')], { tools: [tool] });
    assert.equal(await round({ id: 'fc_1', status: 'completed' }) - await round({}), 3);
  });

  it('Chat Completions names the form of the answer, and of each before it', async () => {
    const schema = { type: 'object', properties: { late: { type: 'boolean' } } };
    const format = { response_format: { type: 'json_schema', json_schema: { name: 'orders', schema } } };
    const text = { text: { format: { type: 'json_schema', name: 'orders', schema } } };
    const difference = async (messages: readonly unknown[]): Promise<number> => await chat('gpt-5.4', messages, format) - await responses('gpt-5.4', messages, text);
    assert.equal(await difference([ask]), 4);
    assert.equal(await difference([ask, { role: 'assistant', content: '{"late":false}' }, ask]), 8);
  });

  it('a long name of an output schema is charged twice in Chat Completions', async () => {
    const of = async (name: string): Promise<number> => {
      const schema = { type: 'object', properties: { late: { type: 'boolean' } } };
      return await chat('gpt-4o', [ask], { response_format: { type: 'json_schema', json_schema: { name, schema } } }) - await responses('gpt-4o', [ask], { text: { format: { type: 'json_schema', name, schema } } });
    };
    const [short, long] = [await of('orders'), await of('orders_of_all_customers_by_state')];
    assert.equal(long - short, 5, 'seven tokens, of which two are free');
  });

  it('limits of an output schema are for the validator', async () => {
    const format = (more: Body) => ({ text: { format: { type: 'json_schema', name: 'user', schema: { type: 'object', properties: { age: { type: 'integer', ...more } } } } } });
    assert.equal(await responses('gpt-4o', [ask], format({ minimum: 18, maximum: 99 })), await responses('gpt-4o', [ask], format({})));
  });

  it('a grammar costs its lines, not their indents', async () => {
    const grammar = (definition: string) => ({ tools: [{ type: 'custom', name: 'sum', description: 'Adds', format: { type: 'grammar', syntax: 'lark', definition } }] });
    assert.equal(await responses('gpt-5', [ask], grammar('\n    start: expr\n    expr: INT\n    ')), await responses('gpt-5', [ask], grammar('start: expr\nexpr: INT')));
    assert.ok(await responses('gpt-5', [ask], grammar('start: expr')) > await responses('gpt-5', [ask], { tools: [{ type: 'custom', name: 'sum', description: 'Adds' }] }) + 50);
  });
});

describe('Claude: tools by generation', () => {
  const claude = (model: string, messages: readonly unknown[], more: Body = {}): Promise<number> => tokens('anthropic', 'anthropic', model, { messages, ...more });
  const declared = { name: tool.name, description: tool.description, input_schema: parameters };

  it('each generation has instructions of its own', async () => {
    const cost = async (model: string): Promise<number> => await claude(model, [ask], { tools: [declared] }) - await claude(model, [ask]);
    const [sonnet4, sonnet45, sonnet5, opus5] = await Promise.all(['claude-sonnet-4-20250514', 'claude-sonnet-4-5', 'claude-sonnet-5', 'claude-opus-5'].map(cost));
    assert.equal((sonnet45 ?? 0) - (sonnet4 ?? 0), 499 - 316);
    assert.equal((sonnet5 ?? 0) - (opus5 ?? 0), 364 - 298);
    assert.equal(await cost('claude-3-7-sonnet-20250219'), sonnet4);
  });

  it('calls one at a time spare the instructions for several, where the model chooses', async () => {
    const spared = async (model: string, type: string): Promise<number> => await claude(model, [ask], { tools: [declared], tool_choice: { type, name: 'find_orders' } }) - await claude(model, [ask], { tools: [declared], tool_choice: { type, name: 'find_orders', disable_parallel_tool_use: true } });
    assert.deepEqual(await Promise.all(['auto', 'any', 'tool'].map((type) => spared('claude-sonnet-4-5', type))), [199, 0, 0]);
  });

  it('a conversation that begins with an answer is given a question', async () => {
    const said = { role: 'assistant', content: 'Which orders are late?' };
    assert.equal(await claude('claude-haiku-4-5', [said, ask]) - await claude('claude-haiku-4-5', [ask, ask]), 11);
  });

  it('a note for Anthropic’s bill is not billed', async () => {
    const system = [{ type: 'text', text: 'You are brief.' }];
    assert.equal(await claude('claude-sonnet-4-6', [ask], { system: [{ type: 'text', text: 'x-anthropic-billing-header: cc_version=2.1; cc_entrypoint=cli;' }, ...system] }), await claude('claude-sonnet-4-6', [ask], { system }));
  });

  it('a line that ends in a sign costs its break, and so does the seam of an identifier', async () => {
    const of = async (text: string): Promise<number> => await claude('claude-sonnet-4-5', [{ role: 'user', content: text.repeat(100) }]);
    assert.equal(await of('late orders,\n') - await of('late orders\n'), 95, 'OpenAI has one token for both');
    assert.ok(await of('orderState ') > await of('orderstate '));
  });

  it('text beside a call is charged as text, no more', async () => {
    const call = { type: 'tool_use', id: 'a', name: 'find_orders', input: { state: 'late' } };
    const round = (content: readonly unknown[]): Promise<number> => claude('claude-sonnet-4-5', [ask, { role: 'assistant', content }, { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'none' }] }], { tools: [declared] });
    const beside = await round([{ type: 'text', text: 'Let me look.' }, call]) - await round([call]);
    assert.ok(beside > 0 && beside < 7, `${beside}`);
  });

  it('the latest models are told of tools held back, the others are not', async () => {
    const held = { ...declared, name: 'refund', defer_loading: true };
    const more = async (model: string): Promise<number> => await claude(model, [ask], { tools: [declared, held] }) - await claude(model, [ask], { tools: [declared] });
    assert.equal(await more('claude-sonnet-4-6'), 0);
    assert.equal(await more('claude-sonnet-5'), 97);
  });

  it('the latest models spell rare words, but not other scripts twice', async () => {
    const ratio = async (text: string): Promise<number> => {
      const [latest, before] = await Promise.all(['claude-sonnet-5', 'claude-sonnet-4-5'].map((model) => claude(model, [{ role: 'user', content: text }])));
      return (latest ?? 0) / (before ?? 1);
    };
    assert.ok(await ratio('Please summarize the customer feedback regarding delayed deliveries and billing mistakes. '.repeat(20)) > 1.4);
    assert.ok(await ratio('请用简洁的中文回答用户提出的问题，并说明理由。'.repeat(20)) < 1.2);
  });
});

describe('Gemini behind other APIs', () => {
  const gemini = (model: string, contents: readonly unknown[], more: Body = {}): Promise<number> => tokens('google', 'gemini', model, { contents, ...more });
  const question = { role: 'user', parts: [{ text: 'Which orders are late?' }] };

  it('OpenRouter asks the one host that is named, and no guess widens the interval', async () => {
    const asked = (provider?: Body) => countRequest({ provider: 'openrouter', api: 'chat', model: 'google/gemini-2.5-flash', request: { messages: [ask], tools: [chatTool], ...(provider === undefined ? {} : { provider }) } }, testTokenizers);
    const [either, studio, cloud] = [await asked(), await asked({ only: ['google-ai-studio'] }), await asked({ order: ['google-vertex'], allow_fallbacks: false })];
    assert.ok(studio.tokens > cloud.tokens + 10, 'tools are shown in another form');
    for (const known of [studio, cloud]) assert.ok(known.high - known.low < (either.high - either.low) / 4, JSON.stringify([either, known]));
    assert.deepEqual(await asked({ order: ['google-vertex'] }), either, 'another may answer');
    assert.equal((await asked({ only: ['google-ai-studio'] })).tokens, (await countRequest({ provider: 'google', api: 'chat', model: 'gemini-2.5-flash', request: { messages: [ask], tools: [chatTool] } }, testTokenizers)).tokens);
  });

  it('gateways hand a tool\'s answer on with its name', async () => {
    const round = [{ role: 'assistant', content: '', tool_calls: [{ id: 'a', type: 'function', function: { name: 'find_orders', arguments: '{"state":"late"}' } }] }, { role: 'tool', tool_call_id: 'a', content: '{"late":3}' }];
    const cost = async (provider: string): Promise<number> => await tokens(provider, 'chat', 'google/gemini-2.0-flash-001', { messages: [ask, ...round], tools: [chatTool] }) - await tokens(provider, 'chat', 'google/gemini-2.0-flash-001', { messages: [ask], tools: [chatTool] });
    const [google, vercel, openrouter] = [await cost('google'), await cost('vercel'), await cost('openrouter')];
    assert.equal(vercel - google, 4, 'name, find_orders and content, in place of result');
    assert.ok(openrouter > vercel + 4, 'as JSON');
  });

  it('an empty instruction is no turn', async () => {
    assert.equal(await gemini('gemini-3.5-flash', [question], { systemInstruction: { parts: [{ text: '' }] } }), await gemini('gemini-3.5-flash', [question]));
  });

  it('Gemini 3 pays again for thoughts sealed since it was asked, by the length of the seal', async () => {
    const called = (seal: string) => ({ role: 'model', parts: [{ functionCall: { name: 'find_orders', args: {} }, thoughtSignature: seal }] });
    const answered = { role: 'user', parts: [{ functionResponse: { name: 'find_orders', response: { result: 'none' } } }] };
    const cost = (seal: string, ...more: readonly unknown[]): Promise<number> => gemini('gemini-3-flash-preview', [question, called(seal), answered, ...more]);
    assert.equal(await cost('A'.repeat(2000)) - await cost('A'.repeat(1000)), 207);
    assert.equal(await cost('A'.repeat(2000), { role: 'model', parts: [{ text: 'None.' }] }, question), await cost('A', { role: 'model', parts: [{ text: 'None.' }] }, question), 'those before the last question are not');
  });

  it('Gemini 2.5 pays for a call as the program it writes, its cloud for the words', async () => {
    const round = [{ role: 'model', parts: [{ functionCall: { name: 'find_orders', args: { state: 'late' } } }] }, { role: 'user', parts: [{ functionResponse: { name: 'find_orders', response: { result: 'none' } } }] }];
    const cost = async (provider: string): Promise<number> => await tokens(provider, 'gemini', 'gemini-2.5-flash', { contents: [question, ...round] }) - await tokens(provider, 'gemini', 'gemini-2.5-flash', { contents: [question] });
    assert.ok(await cost('google') > await cost('vertex') + 15, `${await cost('google')} and ${await cost('vertex')}`);
  });

  it('a tool that takes nothing is shown without parameters', async () => {
    const declare = (more: Body) => ({ tools: [{ functionDeclarations: [{ name: 'today', description: 'The date', ...more }] }] });
    assert.ok(await gemini('gemini-3.5-flash', [question], declare({})) + 5 < await gemini('gemini-3.5-flash', [question], declare({ parameters: { type: 'OBJECT', properties: {} } })));
  });

  it('gateways reach it as its cloud, which charges no turns', async () => {
    assert.equal(await tokens('vercel', 'chat', 'google/gemini-2.5-flash', { messages: [ask] }), await tokens('vertex', 'gemini', 'gemini-2.5-flash', { contents: [question] }));
  });

  it('arguments written as text count as the object they are', async () => {
    const called = (args: unknown) => ({ messages: [ask, { role: 'assistant', tool_calls: [{ id: 'a', function: { name: 'find_orders', arguments: args } }] }, { role: 'tool', tool_call_id: 'a', content: 'none' }] });
    const written = await tokens('openrouter', 'chat', 'google/gemini-3-flash-preview', called('{"state": "late"}'));
    assert.equal(written, await tokens('openrouter', 'chat', 'google/gemini-3-flash-preview', called({ state: 'late' })));
  });
});

describe('thoughts that are sent along', () => {
  const thought = 'The user asks for late orders, so the state has to be late, and nothing else is needed.';
  const called = { type: 'tool_use', id: 'a', name: 'find_orders', input: { state: 'late' } };
  const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'none' }] };
  const claude = (...more: readonly unknown[]): Promise<number> => tokens('anthropic', 'messages', 'claude-sonnet-4-5', { max_tokens: 9, tools: [{ name: 'find_orders', description: 'Find orders', input_schema: parameters }], messages: [ask, ...more] });
  const thinking = { type: 'thinking', thinking: thought, signature: 'x' };

  it('are billed by Claude while the turn lasts, and dropped once the user has spoken again', async () => {
    const [with_, without] = [{ role: 'assistant', content: [thinking, called] }, { role: 'assistant', content: [called] }];
    assert.ok(await claude(with_, result) > await claude(without, result) + 15);
    assert.equal(await claude(with_, result, { role: 'assistant', content: 'None.' }, ask), await claude(without, result, { role: 'assistant', content: 'None.' }, ask));
  });

  it('the same by Converse, where they are parts of another name', async () => {
    const converse = (content: readonly unknown[]): Promise<number> => tokens('bedrock', 'converse', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', { messages: [
      { role: 'user', content: [{ text: ask.content }] }, { role: 'assistant', content }, { role: 'user', content: [{ toolResult: { toolUseId: 'a', content: [{ text: 'none' }] } }] }] });
    const use = { toolUse: { toolUseId: 'a', name: 'find_orders', input: { state: 'late' } } };
    assert.ok(await converse([{ reasoningContent: { reasoningText: { text: thought } } }, use]) > await converse([use]) + 15);
  });

  it('are billed by hosts of open models that keep them, under whichever name they come, and by others not at all', async () => {
    const host = (provider: string, model: string, more: Body): Promise<number> => tokens(provider, 'chat', model, { tools: [chatTool], messages: [
      ask, { role: 'assistant', content: null, tool_calls: [{ id: 'a', type: 'function', function: { name: 'find_orders', arguments: '{}' } }], ...more }, { role: 'tool', tool_call_id: 'a', content: 'none' }] });
    const bare = await host('groq', 'qwen/qwen3-32b', {});
    const said = await Promise.all([{ reasoning_content: thought }, { reasoning: thought }, { reasoning_details: [{ type: 'reasoning.text', text: thought }] }].map((more) => host('groq', 'qwen/qwen3-32b', more)));
    assert.ok(said.every((each) => each === said[0] && each > bare + 15), said.join(' '));
    assert.equal(await host('mistral', 'mistral-large-latest', { reasoning_content: thought }), await host('mistral', 'mistral-large-latest', {}));
  });
});
