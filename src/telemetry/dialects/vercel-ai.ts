/**
 * Vercel AI SDK 4 to 7 (`ai.*` attributes). `ai.generateText` repeats the sum of its `doGenerate` children.
 * Versions 4 and 5 write the input of Anthropic, and of Anthropic behind Bedrock, without the cached part; from 6 on `noCacheTokens` says it outright.
 */
import type { Attributes, SpanFact } from '../otlp/facts.ts';
import { count, firstText, record, text } from './attributes.ts';
import type { Dialect, Usage } from './dialect.ts';
import { providerName, statement } from './usage.ts';

export const vercelAi: Dialect = { id: 'vercel-ai', readSpan };

function readSpan(span: SpanFact): Usage | null {
  const it = span.attributes;
  const operation = text(it, 'ai.operationId');
  if (operation === null) return null;
  const input = count(it, 'ai.usage.inputTokens', 'ai.usage.promptTokens', 'ai.usage.tokens');
  const output = count(it, 'ai.usage.outputTokens', 'ai.usage.completionTokens');
  const billed = /\.do[A-Z]\w*$/.test(operation);
  if (input === null && output === null && !billed) return null;
  if (operation === 'ai.toolCall') return null;
  const named = text(it, 'ai.model.provider', 'gen_ai.system');
  const provider = providerName(named);
  const anthropic = anthropicMetadata(it);
  const uncached = count(it, 'ai.usage.inputTokenDetails.noCacheTokens');
  const openai = record(record(it['ai.response.providerMetadata'])?.['openai']);
  return statement('vercel-ai', {
    input, output, uncached,
    inputIncludesCache: uncached !== null || !/anthropic|bedrock/.test(named ?? ''),
    cacheRead: count(it, 'ai.usage.inputTokenDetails.cacheReadTokens', 'ai.usage.cachedInputTokens') ?? anthropic.read ?? (openai === null ? null : count(openai, 'cachedPromptTokens')),
    cacheWrite: count(it, 'ai.usage.inputTokenDetails.cacheWriteTokens') ?? anthropic.write,
    cacheWrite1h: anthropic.write1h,
    reasoning: count(it, 'ai.usage.outputTokenDetails.reasoningTokens', 'ai.usage.reasoningTokens') ?? (openai === null ? null : count(openai, 'reasoningTokens')),
  }, {
    scope: billed ? 'call' : 'summary', provider,
    model: text(it, 'ai.response.model', 'gen_ai.response.model', 'ai.model.id'),
    requestedModel: text(it, 'ai.model.id', 'gen_ai.request.model'),
    responseId: text(it, 'ai.response.id', 'gen_ai.response.id'),
    finishReason: text(it, 'ai.response.finishReason') ?? firstText(it['gen_ai.response.finish_reasons']),
    timeToFirstTokenMs: count(it, 'ai.response.msToFirstChunk'),
  });
}

interface AnthropicCache {
  readonly read: number | null;
  readonly write: number | null;
  readonly write1h: number | null;
}

/** `{"anthropic":{"cacheCreationInputTokens":…,"usage":{"cache_creation":{"ephemeral_1h_input_tokens":…}}}}` */
function anthropicMetadata(attributes: Attributes): AnthropicCache {
  const own = record(record(attributes['ai.response.providerMetadata'])?.['anthropic']);
  if (own === null) return { read: null, write: null, write1h: null };
  const usage = record(own['usage']) ?? {};
  const creation = record(usage['cache_creation']) ?? {};
  return {
    read: count(own, 'cacheReadInputTokens') ?? count(usage, 'cache_read_input_tokens'),
    write: count(own, 'cacheCreationInputTokens') ?? count(usage, 'cache_creation_input_tokens'),
    write1h: count(creation, 'ephemeral_1h_input_tokens'),
  };
}
