/** MLflow's spans, in which every text is JSON and some counts stand only in the answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptOf } from '../../../src/telemetry/content.ts';
import { billOf, check, derive, spansOf } from './bills.ts';

/** Texts arrive with their quotes. */
const quoted = (line: string): string => line.trim().replace(/ = (".*")$/, (_, text: string) => ` = ${JSON.stringify(text)}`);

const span = (lines: string): string => `
  Completions @ mlflow.tracing.provider
    mlflow.spanInputs = {"model": "m", "messages": [{"role": "user", "content": "my parcel"}]}
${lines.trim().split('\n').map((line) => `    ${quoted(line)}`).join('\n')}
`;

const OPENAI = span(`
  mlflow.spanType = "CHAT_MODEL"
  mlflow.message.format = "openai"
  mlflow.llm.model = "gpt-5"
  mlflow.chat.tokenUsage = {"input_tokens": 1200, "output_tokens": 340, "total_tokens": 1540, "cache_read_input_tokens": 1024}
  mlflow.llm.cost = {"input_cost": 0.001, "output_cost": 0.002, "total_cost": 0.003}
  mlflow.spanOutputs = {"id": "chatcmpl-7", "choices": [{"message": {"content": "It is on its way"}}], "usage": {"completion_tokens": 340, "completion_tokens_details": {"reasoning_tokens": 128}}}
`);

test('OpenAI: reasoning is read from the answer', () => check(OPENAI, ['mlflow openai gpt-5 176 + 1024r = 340 (128) reported $0.003']));

test('once the texts are dropped the counts say the same, and no text is kept', () => {
  const [source] = spansOf(OPENAI);
  assert.ok(source);
  const kept = keptOf(source.fact).fact;
  assert.doesNotMatch(JSON.stringify(kept), /parcel|on its way/);
  assert.deepEqual(derive({ spans: [{ ...source, fact: kept }] }).map(billOf), ['mlflow openai gpt-5 176 + 1024r = 340 (128) reported $0.003']);
  assert.equal(derive({ spans: [{ ...source, fact: kept }] })[0]?.responseId, 'chatcmpl-7');
});

test('Anthropic: both lifetimes of cache writes', () => check(span(`
  mlflow.spanType = "CHAT_MODEL"
  mlflow.llm.provider = "anthropic"
  mlflow.llm.model = "claude-sonnet-4-5"
  mlflow.chat.tokenUsage = {"input_tokens": 1968, "output_tokens": 340, "total_tokens": 2308, "cache_read_input_tokens": 1024, "cache_creation_input_tokens": 768, "cache_creation_input_tokens_above_1hr": 256}
`), ['mlflow anthropic claude-sonnet-4-5 176 + 1024r + 512w + 256h = 340']));

test('Gemini: thoughts are what the total holds beyond input and output', () => check(span(`
  mlflow.spanType = "LLM"
  mlflow.llm.provider = "gemini"
  mlflow.llm.model = "gemini-2.5-flash"
  mlflow.chat.tokenUsage = {"input_tokens": 1200, "output_tokens": 212, "total_tokens": 1540, "cache_read_input_tokens": 1024}
`), ['mlflow google gemini-2.5-flash 176 + 1024r = 340 (128)']));

test('embeddings, calls without counts, and agents', () => {
  check(span(`
    mlflow.spanType = "EMBEDDING"
    mlflow.llm.model = "text-embedding-3-small"
    mlflow.spanOutputs = {"data": [], "usage": {"prompt_tokens": 12, "total_tokens": 12}}
  `), ['mlflow ? text-embedding-3-small 12 = 0']);
  check(span(`
    mlflow.spanType = "CHAT_MODEL"
    mlflow.llm.model = "gpt-5"
  `), ['mlflow ? gpt-5 unmeasured']);
  check(span('mlflow.spanType = "AGENT"'), []);
});
