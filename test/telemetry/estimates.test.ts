/** An emitter's own estimate of a stream shows while the messages are still there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markEstimates } from '../../src/telemetry/estimates.ts';
import { factsOf } from '../support/drawn-spans.ts';
import { derive, spansOf } from './dialects/bills.ts';

const MESSAGES = JSON.stringify([{ role: 'system', parts: [{ type: 'text', content: 'be nice' }] }, { role: 'user', parts: [{ type: 'text', content: 'hi there' }] }]);
const words = async (text: string): Promise<number> => text.split(' ').length;

const marks = async (input: number, more: string, scope = '@traceloop/instrumentation-openai', count = words): Promise<boolean[]> => {
  const spans = spansOf(`
    chat @ ${scope}
      gen_ai.provider.name = openai
      gen_ai.operation.name = chat
      gen_ai.request.model = gpt-4o
      gen_ai.usage.input_tokens = ${input}
      gen_ai.usage.output_tokens = 2
      ${more}
  `).map(({ fact }) => fact);
  const { spans: marked } = await markEstimates(factsOf(spans), count);
  return derive({ spans: marked.map((fact) => ({ fact, workspace: null })) }).map(({ estimated }) => estimated);
};

test('as many tokens as the texts have is an estimate: a provider bills each message besides', async () => {
  assert.deepEqual(await marks(4, `gen_ai.input.messages = ${JSON.stringify(MESSAGES)}`), [true]);
  assert.deepEqual(await marks(11, `gen_ai.input.messages = ${JSON.stringify(MESSAGES)}`), [false]);
});

test('OpenLIT for JavaScript, which traces OpenAI as vLLM', async () => {
  assert.deepEqual(await marks(4, `gen_ai.input.messages = ${JSON.stringify(MESSAGES)}`, '@openlit/instrumentation-vllm'), [true]);
});

test('the older numbered form', async () => {
  assert.deepEqual(await marks(2, 'gen_ai.prompt.0.content = hi there'), [true]);
});

test('without texts, from other emitters, or where tokens cannot be counted exactly, nothing is marked', async () => {
  assert.deepEqual(await marks(4, 'feature = x'), [false]);
  assert.deepEqual(await marks(2, 'gen_ai.prompt.0.content = hi there', 'my-instrumentation'), [false]);
  assert.deepEqual(await marks(2, 'gen_ai.prompt.0.content = hi there', undefined, async () => Number.NaN), [false]);
});
