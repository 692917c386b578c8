/**
 * Every id of a second catalogue (LiteLLM's list, MIT, read on 2026-08-01) of the providers that people call: it is found
 * however it is spelled, and nothing is priced as another model. `spellings.json` holds id, provider, and dollars per million
 * tokens of input and output.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createCatalogue } from '../../../src/core/pricing/catalogue.ts';
import type { Price } from '../../../src/core/pricing/price.ts';
import { createPrices } from '../../../src/node/prices.ts';
import { READ_ON } from './second-catalogue.ts';

type Spelling = readonly [id: string, provider: string, input: number, output: number | null];

const SPELLINGS = JSON.parse(readFileSync(new URL('spellings.json', import.meta.url), 'utf8')) as readonly Spelling[];

/** Where the two differ, and why. A line that no longer differs anywhere fails the test. */
const DISAGREEMENTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:anthropic\.claude-(?:haiku|opus|sonnet|fable)-[45]|claude-sonnet-4-5-20250929-v1:0)/, 'without a prefix Bedrock serves Claude 4.5 and later in one region, at 1.1 times the global price; the other lists the global one'],
  [/^eu\.anthropic\.claude-opus-4-5/, 'as above'],
  [/^eu\.anthropic\.claude-3-5-haiku/, 'the other has the price of Claude 3 Haiku'],
  [/^azure\/(?:gpt-4o-2024-11-20|gpt-4o-mini|o1-mini)/, 'the other has the price of a data zone for the plain deployment'],
  [/^azure\/(?:us\/|eu\/)?gpt-5\.6-(?:terra|luna)/, 'the other is from before the cut of 2026-07-30'],
  [/gemini-3\.6-flash/, 'halved until 2027, which our list does not date'],
  [/^(?:vercel_ai_gateway\/google\/)?gemini-2\.0-flash(?:-001)?$/, 'Vertex AI charged more than the Gemini API; our list has one price for both'],
  [/gemini-2\.5-(?:pro-preview-tts|flash-native-audio)/, 'the other has the price of the model without sound'],
  [/^gemini\/gemini-1\.5-flash$/, 'listed by the other as an embedding'],
  [/^vercel_ai_gateway\/google\/gemini-2\.5-pro/, 'the other has the price of long requests'],
  [/^vertex_ai\/claude-3-5-haiku/, 'the other has the price before 2024-12'],
  [/titan-text-(?:express|lite)/, 'the other has the price at the start'],
  [/mistral-large-2402/, 'the other has the price at the start'],
  [/meta\.llama3-(?:1-70b|2-11b|2-90b)/, 'the other has the price before the cut'],
  [/^qwen\.qwen3-coder-480b/, 'the other has the price of a smaller one for input'],
  [/^groq\/gemma-7b-it/, 'retired; the two were read at different times'],
  [/mistral\/(?:codestral-latest|mistral-large-2407|mistral-small-latest|open-mistral-nemo(?:-2407)?|mistral-medium|devstral-small|mistral-large|mixtral-8x22b-instruct)$/, 'aliases and prices of before'],
  [/mistral-embed$/, 'an embedding has no output'],
  [/^perplexity\/mixtral/, 'retired'],
  [/moonshotai\/kimi-k2$|^vercel_ai_gateway\/zai\//, 'what a host charges'],
  [/^xai\/grok-4\.20-/, 'the other is from before the cut: xAI’s page says 1.25 and 2.50'],
];

/** What our list does not have, or names as moving: unpriced, and said so, rather than the price of something like it. */
const UNPRICED: readonly (readonly [RegExp, string])[] = [
  [/^(?:ai21|cohere|twelvelabs|nvidia|moonshot|moonshotai|minimax|zai|deepseek)\.|^bedrock\/(?:[^/]+\/)?(?:deepseek|minimax|moonshotai|zai|qwen)\.|^(?:us|eu)\.(?:deepseek|twelvelabs)\./, 'Bedrock: not in the list'],
  [/^bedrock\/(?:ap|ca|eu|sa)-[a-z]+-\d\/(?:meta|mistral)|^eu\.(?:meta|mistral)\./, 'Bedrock: other makers cost more outside of the US, each by its own measure'],
  [/us-gov/, 'GovCloud has prices of its own'],
  [/anthropic\.claude-(?:v[12]|instant|mythos-preview|3-7-sonnet-20240620)/, 'retired, not sold, or misspelled'],
  [/(?:amazon\.)(?:nova-2|titan-(?:embed-image|embed-g1|text-premier))/, 'Bedrock: not in the list'],
  [/^(?:us\.)?(?:meta\.llama2|meta\.llama3-1-405b|mistral\.mistral-large-2407|openai\.gpt-oss-safeguard|qwen\.qwen3-(?:235b|next|coder-next))/, 'Bedrock: not in the list'],
  [/^azure(?:_ai)?\/(?!gpt-\d|o\d|claude)/, 'Azure sells these at prices of its own'],
  [/^azure\/gpt-4-turbo-vision/, 'retired'],
  [/gemini-(?:flash|flash-lite|pro)-latest$/, 'moves with the newest'],
  [/gemini-(?:robotics|2\.5-computer-use|embedding-2|gemma)|gemini\/(?:gemma|lyria)|gemma-2|text-(?:multilingual-)?embedding-00/, 'not in the list'],
  [/^gpt-5-search-api/, 'not in the list'],
  [/mistral\/(?:codestral-(?:2405|mamba-latest|embed(?:-2505)?)|devstral-medium-2507|mistral-large-2402|mistral-small-3-2-2506|mistral-saba-24b|open-codestral-mamba|open-mixtral-8x22b)$/, 'not in the list'],
  [/^deepseek\/deepseek-(?:coder|v3|v3\.2)$|deepseek\/deepseek-(?:v3|r1-distill)/, 'not what the maker calls its models'],
  [/^moonshot\/(?:kimi-latest|kimi-thinking|moonshot-v1-(?:\d+k-0430|auto))/, 'moves, or retired'],
  [/^perplexity\/(?:codellama|llama|mistral|pplx|sonar-(?:medium|small))/, 'retired'],
  [/^xai\/grok-(?:beta|vision-beta)/, 'beta versions'],
  [/^cerebras\/(?:llama3\.1-70b|zai-glm-4\.6)/, 'retired'],
  [/^vercel_ai_gateway\/(?:alibaba|amazon|inception|meta|morph|vercel|zai)\//, 'not their makers’ prices'],
];

describe('ids as a second catalogue spells them', async () => {
  const catalogue = createCatalogue(await createPrices(null).load());
  const find = (model: string, provider: string | null): Price | null => catalogue.find({ model, provider, at: Date.parse(`${READ_ON}T12:00:00Z`) });
  const close = (own: number, theirs: number): boolean => Math.abs(own - theirs) <= 0.012 * theirs + 1e-9;
  const agrees = (price: Price, [, , input, output]: Spelling): boolean => close(price.input.base / 1e9, input) && close(price.output.base / 1e9, output ?? 0);

  it('are priced alike, but for what is known and why', () => {
    const unused = new Set([...DISAGREEMENTS, ...UNPRICED]);
    const unexplained: string[] = [];
    for (const spelling of SPELLINGS) {
      const [id, provider] = spelling;
      const price = find(id, provider);
      if (price !== null && agrees(price, spelling)) continue;
      const known = (price === null ? UNPRICED : DISAGREEMENTS).find(([pattern]) => pattern.test(id));
      if (known === undefined) unexplained.push(`${id}: ${price === null ? 'unpriced' : `${price.input.base / 1e9} and ${price.output.base / 1e9} as ${price.model}`}`);
      else unused.delete(known);
    }
    assert.deepEqual(unexplained, []);
    assert.deepEqual([...unused].map(([pattern, why]) => `${pattern.source}: ${why}`), [], 'these no longer differ');
  });

  it('agree for four of five, so that the comparison says something', () => {
    const agreed = SPELLINGS.filter((spelling) => {
      const price = find(spelling[0], spelling[1]);
      return price !== null && agrees(price, spelling);
    });
    assert.ok(agreed.length >= 700, `${agreed.length} of ${SPELLINGS.length}`);
  });

  it('are never priced as something else when nobody says who bills', () => {
    const wrong = SPELLINGS.flatMap((spelling) => {
      const price = find(spelling[0], null);
      return price === null || agrees(price, spelling) || DISAGREEMENTS.some(([pattern]) => pattern.test(spelling[0])) ? [] : [`${spelling[0]} as ${price.model} of ${price.provider}`];
    });
    assert.deepEqual(wrong, []);
  });

  it('tell a model from what was distilled, tuned or named after it', () => {
    for (const [model, provider] of [
      ['deepseek-r1-distill-llama-70b', null], ['deepseek/deepseek-r1-0528-qwen3-8b', 'novita'], ['gpt-oss-120b', 'openai'], ['azure_ai/Phi-4', null],
      ['together_ai/deepseek-ai/DeepSeek-R1', null], ['gemini-2.0-flash-exp-image-generation', 'google'], ['us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0', null],
      ['bedrock/eu-west-1/meta.llama3-8b-instruct-v1:0', null], ['bedrock/us-east-1/6-month-commitment/anthropic.claude-v2:1', null], ['ft:acme-1:org::id', 'openai'],
    ] as const) assert.equal(find(model, provider), null, model);
  });

  it('know what a place, a fine-tune and a second version cost', () => {
    const dollars = (model: string, provider: string | null = null): readonly (number | undefined)[] => {
      const price = find(model, provider);
      return [price?.input, price?.output].map((rate) => (rate === undefined ? undefined : rate.base / 1e9));
    };
    assert.deepEqual(dollars('azure/eu/gpt-4o-2024-08-06'), [2.75, 11]);
    assert.deepEqual(dollars('azure/global/gpt-5.1'), [1.25, 10]);
    assert.deepEqual(dollars('eu.amazon.nova-pro-v1:0'), [1.05, 4.2]);
    assert.deepEqual(dollars('global.anthropic.claude-sonnet-4-5-20250929-v1:0'), [3, 15]);
    assert.deepEqual(dollars('eu.anthropic.claude-sonnet-4-5-20250929-v1:0'), [3.3, 16.5]);
    assert.deepEqual(dollars('ft:gpt-4.1-2025-04-14:acme::abc', 'openai'), [3, 12]);
    assert.deepEqual(dollars('ft:gpt-4.1-mini-2025-04-14:acme:support:abc', 'openai'), [0.8, 3.2]);
    assert.deepEqual(dollars('amazon.titan-embed-text-v2:0', 'bedrock'), [0.02, 0]);
    assert.deepEqual(dollars('groq/openai/gpt-oss-safeguard-20b'), [0.075, 0.3]);
    assert.match(find('azure/us/gpt-4.1-2025-04-14', null)?.note ?? '', /1\.1 times/);
  });
});
