/** Making disjoint counts of what emitters write, and the defaults of a statement. */
import type { Attributes } from '../otlp/facts.ts';
import { count, record } from './attributes.ts';
import type { TokenCounts, Usage } from './dialect.ts';

export interface RawCounts {
  readonly input: number | null;
  readonly output: number | null;
  readonly cacheRead?: number | null;
  /** All writes; split by the two below when they are given. */
  readonly cacheWrite?: number | null;
  readonly cacheWrite5m?: number | null;
  readonly cacheWrite1h?: number | null;
  readonly reasoning?: number | null;
  /** Input and output together, where the emitter says it: tells what stands beside them. */
  readonly total?: number | null;
  /** Uncached input where the emitter says it outright: decides everything. */
  readonly uncached?: number | null;
  /** What is known of the emitter; undefined when nothing is. */
  readonly inputIncludesCache?: boolean;
  readonly outputIncludesReasoning?: boolean;
}

/**
 * Whether `input` includes the cached part is decided in this order: counts that say it outright, what is known
 * of the emitter, arithmetic (more cached than there is input; a total that holds it once more), and last the
 * semantic conventions, which include it. The same for reasoning and output.
 */
export function disjoint(stated: RawCounts): TokenCounts | null {
  const raw = believable(stated);
  if (raw.input === null && raw.output === null && (raw.uncached ?? null) === null) return null;
  const cacheRead = raw.cacheRead ?? 0;
  // Some emitters leave the sum at 0 once they write its parts.
  const write = Math.max(raw.cacheWrite ?? 0, (raw.cacheWrite5m ?? 0) + (raw.cacheWrite1h ?? 0));
  const oneHour = Math.min(raw.cacheWrite1h ?? 0, write);
  const cached = cacheRead + write;
  const input = raw.input ?? 0;
  const reasoning = raw.reasoning ?? 0;
  const output = raw.output ?? 0;
  const beyond = (raw.total ?? 0) - input - output;
  // A call that used nothing was not measured.
  if (input + output + cached + reasoning + (raw.uncached ?? 0) === 0) return null;
  const includes = cached <= input && (raw.inputIncludesCache ?? !(cached > 0 && (beyond === cached || beyond === cached + reasoning)));
  const reasoned = reasoning <= output && (raw.outputIncludesReasoning ?? !(reasoning > 0 && (beyond === reasoning || beyond === cached + reasoning)));
  return {
    input: raw.uncached ?? (includes ? input - cached : input),
    cacheRead, cacheWrite5m: write - oneHour, cacheWrite1h: oneHour,
    output: reasoned ? output : output + reasoning,
    reasoning,
  };
}

/** No call uses so many tokens: such a count is damage, and would break the sums it is added to. */
const MOST_TOKENS = 1e12;

/** Counts are whole; what cannot be one counts as not said. */
function believable(raw: RawCounts): RawCounts {
  const whole = (value: number | null | undefined): number | null => (value === undefined || value === null || value > MOST_TOKENS ? null : Math.round(value));
  return {
    ...raw, input: whole(raw.input), output: whole(raw.output), cacheRead: whole(raw.cacheRead), cacheWrite: whole(raw.cacheWrite),
    cacheWrite5m: whole(raw.cacheWrite5m), cacheWrite1h: whole(raw.cacheWrite1h), reasoning: whole(raw.reasoning), uncached: whole(raw.uncached), total: whole(raw.total),
  };
}

/** How many kinds of detail the counts carry: of two statements on one call, the one that says more is kept. */
export const detailOf = (raw: RawCounts): number =>
  [raw.cacheRead, raw.cacheWrite ?? raw.cacheWrite5m, raw.cacheWrite1h, raw.reasoning, raw.uncached].filter((value) => typeof value === 'number').length;

const SILENT: Omit<Usage, 'dialect' | 'tokens' | 'detail'> = {
  scope: 'call', provider: null, model: null, requestedModel: null, responseId: null, finishReason: null,
  timeToFirstTokenMs: null, durationMs: null, reportedCost: null, estimated: false, replayed: false, codingTool: false, rank: 0,
};

/** A statement with everything the emitter does not say left open. */
export function statement(dialect: string, raw: RawCounts, more: Partial<Usage> = {}): Usage {
  const tokens = disjoint(raw);
  // Emitters without a price for a model write 0.
  const reportedCost = more.reportedCost === 0 && tokens !== null ? null : (more.reportedCost ?? null);
  return { ...SILENT, dialect, tokens, detail: detailOf(raw), ...more, reportedCost };
}

/** `openai.chat`, `OpenAI`, `anthropic.messages`, `gcp.vertex_ai` → the provider that bills. */
export function providerName(name: string | null): string | null {
  if (name === null) return null;
  const lower = name.toLowerCase();
  if (FRAMEWORKS.test(lower)) return null;
  const known = PROVIDERS.find(([pattern]) => pattern.test(lower));
  return known?.[1] ?? lower.split('.')[0] ?? lower;
}

const PROVIDERS: readonly (readonly [RegExp, string])[] = [
  [/^(azure|az)\b|^azure_/, 'azure'], [/vertex|^gcp|^google|^gemini/, 'google'], [/bedrock|^aws/, 'aws'],
  [/^x_?ai\b|^xai/, 'x-ai'], [/mistral/, 'mistral'], [/^openai/, 'openai'], [/^anthropic/, 'anthropic'],
];

/** Frameworks that name themselves where the provider belongs: who bills is told by the model alone. */
const FRAMEWORKS = /^(strands|langchain|langgraph|llama_?index|crewai|autogen|semantic_kernel|smolagents|haystack|agno|dspy|mastra|genkit|pydantic)/;

/**
 * Gemini counts thoughts beside the candidates. An emitter that leaves them out but hands on the total still tells them:
 * they are what the total holds beyond input and output. Totals under an older name are no such thing: of a stream some hold
 * parts of it twice.
 */
export const thoughtsIn = (provider: string | null, { input, output, total, reasoning }: RawCounts): Pick<RawCounts, 'reasoning' | 'outputIncludesReasoning'> => {
  const beyond = (total ?? 0) - (input ?? 0) - (output ?? 0);
  return provider === 'google' && (reasoning ?? 0) === 0 && beyond > 0 ? { reasoning: beyond, outputIncludesReasoning: false } : {};
};

/** What a provider's own usage object says beside the two sums, in OpenAI's or Anthropic's words. */
export function rawDetails(usage: Attributes | null): Pick<RawCounts, 'cacheRead' | 'cacheWrite' | 'cacheWrite5m' | 'cacheWrite1h' | 'reasoning'> {
  if (usage === null) return {};
  const input = record(usage['prompt_tokens_details']) ?? record(usage['input_tokens_details']) ?? {};
  const output = record(usage['completion_tokens_details']) ?? record(usage['output_tokens_details']) ?? {};
  const creation = record(usage['cache_creation']) ?? {};
  return {
    cacheRead: count(usage, 'cache_read_input_tokens') ?? count(input, 'cached_tokens'),
    cacheWrite: count(usage, 'cache_creation_input_tokens'),
    cacheWrite5m: count(creation, 'ephemeral_5m_input_tokens'), cacheWrite1h: count(creation, 'ephemeral_1h_input_tokens'),
    reasoning: count(output, 'reasoning_tokens'),
  };
}
