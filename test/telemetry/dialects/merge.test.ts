/** Each call once, whoever tells of it and in whatever order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawLog } from '../../support/drawn-spans.ts';
import { createRandom } from '../../support/random.ts';
import { billOf, check, derive, spansOf } from './bills.ts';

const chat = (model: string, input: number, output: number, indent = 4): string => ['', ...[
  'gen_ai.operation.name = chat', 'gen_ai.provider.name = openai', `gen_ai.request.model = ${model}`, `gen_ai.usage.input_tokens = ${input}`, `gen_ai.usage.output_tokens = ${output}`,
]].join(`\n${' '.repeat(indent)}`);

test('a call inside the same call, told by two instrumentations, is one', () => check(`
  Anthropic Messages @ openinference
    openinference.span.kind = LLM
    llm.model_name = claude-sonnet-4-5
    llm.provider = anthropic
    llm.token_count.prompt = 1712
    llm.token_count.completion = 340
    anthropic.messages.create @ native
      gen_ai.operation.name = chat
      gen_ai.provider.name = anthropic
      gen_ai.request.model = claude-sonnet-4-5
      gen_ai.usage.input_tokens = 1712
      gen_ai.usage.output_tokens = 340
      gen_ai.usage.cache_read.input_tokens = 1024
`, ['otel-genai anthropic claude-sonnet-4-5 688 + 1024r = 340']));

test('a stream whose input one instrumentation missed is the call that another tells beside it', () => check(`
  ChatAnthropic @ langchain 0..100
    openinference.span.kind = LLM
    llm.model_name = claude-sonnet-4-5
    llm.token_count.prompt = 0
    llm.token_count.completion = 340
  anthropic.messages.create @ native 10..90
    gen_ai.operation.name = chat
    gen_ai.provider.name = anthropic
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.input_tokens = 1712
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.cache_read.input_tokens = 1024
`, ['otel-genai anthropic claude-sonnet-4-5 688 + 1024r = 340']));

const beside = (output: number, input: number): string => `
  messages.stream @ wrapper 0..100
    gen_ai.request.type = chat
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.prompt_tokens = ${input}
    gen_ai.usage.completion_tokens = ${output}
  anthropic.messages.create @ native 10..90
    gen_ai.operation.name = chat
    gen_ai.provider.name = anthropic
    gen_ai.request.model = claude-sonnet-4-5
    gen_ai.usage.input_tokens = 1712
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.cache_read.input_tokens = 1024
    gen_ai.usage.cache_write.input_tokens = 512
`;
const NATIVE = 'otel-genai anthropic claude-sonnet-4-5 176 + 1024r + 512w = 340';

test('… also where one leaves out what was cached', () => check(beside(340, 176), [NATIVE]));

test('… but not where anything else differs', () => {
  check(beside(341, 176), ['otel-genai ? claude-sonnet-4-5 176 = 341', NATIVE]);
  check(beside(340, 177), ['otel-genai ? claude-sonnet-4-5 177 = 340', NATIVE]);
});

test('an event inside its span counts once, and says no more than the span does', () => {
  const counts = ['gen_ai.operation.name = generate_content', 'gen_ai.provider.name = openai', 'gen_ai.request.model = gpt-5', 'gen_ai.usage.input_tokens = 1200', 'gen_ai.usage.output_tokens = 468', 'gen_ai.usage.reasoning.output_tokens = 128'];
  const [span] = spansOf(['', 'generate_content @ gcp.vertex.agent', ...counts.map((line) => `  ${line}`)].join('\n  '));
  assert.ok(span !== undefined);
  const log = { ...drawLog(['', 'gen_ai.client.inference.operation.details @ gcp.vertex.agent', ...counts.map((line) => `  ${line}`)].join('\n  ')), traceId: span.fact.traceId, spanId: span.fact.spanId };
  assert.deepEqual(derive({ spans: [span], logs: [{ fact: log, workspace: null, key: 'k' }] }).map(billOf), ['otel-genai openai gpt-5 1200 = 340 (128)']);
});

test('an agent counts for what its reported calls lack', () => check(`
  invoke_agent @ agents
    gen_ai.operation.name = invoke_agent
    gen_ai.request.model = gpt-5
    gen_ai.usage.input_tokens = 3000
    gen_ai.usage.output_tokens = 700
    chat one @ agents${chat('gpt-5', 1200, 340, 6)}
    chat two @ agents${chat('gpt-5', 1300, 300, 6)}
`, ['otel-genai ? gpt-5 500 = 60', 'otel-genai openai gpt-5 1200 = 340', 'otel-genai openai gpt-5 1300 = 300']));

test('an agent that leaves out what its calls read from a cache takes nothing back', () => check(`
  invoke_agent @ agents
    gen_ai.operation.name = invoke_agent
    gen_ai.usage.input_tokens = 100
    gen_ai.usage.output_tokens = 10
    chat @ agents${chat('gpt-5', 1200, 340, 6)}
`, ['otel-genai openai gpt-5 1200 = 340']));

test('a call whose tool asks another model is two calls', () => check(`
  chat @ app${chat('gpt-5', 5000, 500)}
    execute_tool search
      chat @ app${chat('gpt-5-nano', 200, 20, 8)}
`, ['otel-genai openai gpt-5 5000 = 500', 'otel-genai openai gpt-5-nano 200 = 20']));

test('a stream without usage is a call without counts; inside a call that has them it is that call', () => check(`
  ChatOpenAI @ openinference
    openinference.span.kind = LLM
    llm.model_name = gpt-4o
    llm.token_count.prompt = 1200
    llm.token_count.completion = 340
    chat @ sdk
      gen_ai.operation.name = chat
      gen_ai.request.model = gpt-4o
  chat @ sdk
    gen_ai.operation.name = chat
    gen_ai.request.model = gpt-4o
`, ['openinference ? gpt-4o 1200 = 340', 'otel-genai ? gpt-4o unmeasured']));

test('one response id is one call, and again later an answer out of a cache', () => check(`
  first @ gateway 0..100
    gen_ai.operation.name = chat
    gen_ai.request.model = gpt-5
    gen_ai.response.id = r1
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
  told twice @ client 10..90
    gen_ai.operation.name = chat
    gen_ai.request.model = gpt-5
    gen_ai.response.id = r1
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.cache_read.input_tokens = 1024
  again @ gateway 200..210
    gen_ai.operation.name = chat
    gen_ai.request.model = gpt-5
    gen_ai.response.id = r1
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
`, ['otel-genai ? gpt-5 176 + 1024r = 340', 'otel-genai ? gpt-5 1200 = 340 replayed']));

test('a log record and a span with one request id are one call', () => {
  const [request] = spansOf(`
    claude_code.llm_request @ com.anthropic.claude_code.tracing
      model = claude-opus-5-5
      input_tokens = 176
      output_tokens = 340
      request_id = req_1
      stop_reason = end_turn
  `);
  assert.ok(request !== undefined);
  const log = { ...drawLog(`
    api_request @ com.anthropic.claude_code.events
    model = claude-opus-5-5
    input_tokens = 176
    output_tokens = 340
    cache_creation_1h_tokens = 512
    request_id = req_1
  `), traceId: request.fact.traceId, spanId: request.fact.spanId };
  const records = derive({ spans: [request], logs: [{ fact: log, workspace: null, key: 'k' }] });
  assert.deepEqual(records.map(billOf), ['claude-code anthropic claude-opus-5-5 176 + 512h = 340 tool']);
  assert.equal(records[0]?.finishReason, 'end_turn');
});

test('the same spans in any order make the same records', () => {
  const spans = spansOf(`
    invoke_agent @ agents
      gen_ai.operation.name = invoke_agent
      gen_ai.agent.name = planner
      gen_ai.usage.input_tokens = 4000
      gen_ai.usage.output_tokens = 800
      chat @ agents${chat('gpt-5', 1200, 340, 8)}
        chat @ openai${chat('gpt-5', 1200, 340, 10)}
      execute_tool
        chat @ agents${chat('gpt-5-nano', 200, 20, 10)}
      chat @ agents${chat('gpt-5', 1300, 300, 8)}
        gen_ai.response.id = r9
  `);
  const expected = derive({ spans });
  assert.equal(expected.reduce((sum, record) => sum + record.input, 0), 4000);
  for (let seed = 1; seed <= 50; seed += 1) {
    const random = createRandom(seed);
    const shuffled = spans.map((span) => ({ span, at: random.int(1e6) })).sort((a, b) => a.at - b.at).map(({ span }) => span);
    assert.deepEqual(derive({ spans: shuffled }), expected, `seed ${seed}`);
  }
});

test('counts that cannot be counts break nothing', () => check(`
  chat @ odd
    gen_ai.operation.name = chat
    gen_ai.request.model = gpt-5
    gen_ai.usage.input_tokens = 12.6
    gen_ai.usage.output_tokens = 1e300
    gen_ai.usage.cost = 1e300
  chat @ odd
    gen_ai.operation.name = chat
    gen_ai.request.model = gpt-5
    gen_ai.usage.input_tokens = -5
    gen_ai.usage.output_tokens = many
`, ['otel-genai ? gpt-5 13 = 0', 'otel-genai ? gpt-5 unmeasured']));

test('parents in a circle end', () => {
  const [a, b] = spansOf(`
    a @ x${chat('gpt-5', 1, 1, 6)}
    b @ x${chat('gpt-5', 1, 1, 6)}
  `);
  assert.ok(a !== undefined && b !== undefined);
  const circle = [{ ...a, fact: { ...a.fact, parentSpanId: b.fact.spanId } }, { ...b, fact: { ...b.fact, parentSpanId: a.fact.spanId } }];
  assert.equal(derive({ spans: circle }).length <= 2, true);
});

test('OpenInference and the conventions on two spans beside each other are one call', () => check(`
  work @ app 0..200
    ChatCompletion @ openinference 0..100
      openinference.span.kind = LLM
      llm.model_name = gpt-5
      llm.token_count.prompt = 1200
      llm.token_count.completion = 340
    chat gpt-5 @ otel 10..90
      gen_ai.operation.name = chat
      gen_ai.provider.name = openai
      gen_ai.request.model = gpt-5-2025-08-07
      gen_ai.usage.input_tokens = 1200
      gen_ai.usage.cache_read.input_tokens = 1024
      gen_ai.usage.output_tokens = 340
`, ['otel-genai openai gpt-5-2025-08-07 176 + 1024r = 340']));
