/** Emitters that tell two sums and show the provider's answer beside them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptOf } from '../../../src/telemetry/content.ts';
import { billOf, check, derive, spansOf } from './bills.ts';

const span = (input: number, shown: string): string => `
  Completions @ openinference.instrumentation.other
    openinference.span.kind = LLM
    llm.system = openai
    llm.model_name = gpt-5
    llm.token_count.prompt = ${input}
    llm.token_count.completion = 340
    output.value = ${shown}
`;

const OPENAI = '{"choices":[{"message":{"content":"It is on its way"}}],"usage":{"prompt_tokens":1200,"completion_tokens":340,"prompt_tokens_details":{"cached_tokens":1024},"completion_tokens_details":{"reasoning_tokens":128}}}';

test('the rest is read from an answer in JSON, and the same once the answer is dropped', () => {
  check(span(1200, OPENAI), ['openinference openai gpt-5 176 + 1024r = 340 (128)']);
  const [source] = spansOf(span(1200, OPENAI));
  assert.ok(source);
  const fact = keptOf(source.fact).fact;
  assert.doesNotMatch(JSON.stringify(fact), /on its way/);
  assert.deepEqual(derive({ spans: [{ ...source, fact }] }).map(billOf), ['openinference openai gpt-5 176 + 1024r = 340 (128)']);
});

test('… as Python shows it, inside JSON', () => check(
  span(1200, '{"raw": "ChatCompletion(usage=CompletionUsage(completion_tokens=340, prompt_tokens=1200, completion_tokens_details=Details(reasoning_tokens=128), prompt_tokens_details=Details(cached_tokens=1024)))"}'),
  ['openinference openai gpt-5 176 + 1024r = 340 (128)'],
));

test('Bedrock\'s answer leaves the cached part out of the input', () => check(
  span(5000, '{"output":{},"usage":{"inputTokens":5000,"outputTokens":340,"cacheReadInputTokens":1024,"cacheWriteInputTokens":512}}'),
  ['openinference openai gpt-5 5000 + 1024r + 512w = 340'],
));

test('… also where the emitter adds it, and tells the sum alone', () => check(
  span(1712, '{"usage":{"input_tokens":176,"output_tokens":340,"cache_creation_input_tokens":512,"cache_read_input_tokens":1024}}'),
  ['openinference openai gpt-5 176 + 1024r + 512w = 340'],
));

test('an answer with other sums is of another call, or only talks about counts', () => check(span(900, OPENAI), ['openinference openai gpt-5 900 = 340']));
