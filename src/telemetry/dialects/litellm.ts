/**
 * LiteLLM, proxy and SDK. Counts follow OpenAI's shape; their cached parts stand in a Python repr of the usage. A proxy calls
 * the model that answered by the name it was asked for, which may be any.
 * An answer out of its own response cache is reported like a call, cost included, and nobody billed it.
 */
import type { Attributes, AttributeValue, SpanFact } from '../otlp/facts.ts';
import { count, firstText, nanodollars, record, text } from './attributes.ts';
import type { Dialect, Usage } from './dialect.ts';
import { countIn, detailsIn } from './told-in-text.ts';
import { providerName, statement } from './usage.ts';

export const litellm: Dialect = { id: 'litellm', readSpan };

function readSpan(span: SpanFact): Usage | null {
  if (span.scope.name !== 'litellm') return null;
  const it = span.attributes;
  const usage = text(it, 'metadata.usage_object', 'litellm.usage_object') ?? '';
  const input = count(it, 'gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'llm.usage.prompt_tokens') ?? countIn(usage, 'prompt_tokens');
  const output = count(it, 'gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens', 'llm.usage.completion_tokens') ?? countIn(usage, 'completion_tokens');
  if (input === null && output === null) return null;
  const requestedModel = text(it, 'litellm.model_group', 'gen_ai.request.model');
  const told = detailsIn(usage);
  const deployed = deploymentOf(it);
  const answered = text(it, 'gen_ai.response.model');
  return statement('litellm', {
    input, output, inputIncludesCache: true,
    cacheRead: count(it, 'gen_ai.usage.cache_read.input_tokens') ?? told.cacheRead ?? null,
    cacheWrite: count(it, 'gen_ai.usage.cache_write.input_tokens', 'gen_ai.usage.cache_creation.input_tokens') ?? told.cacheWrite ?? null,
    cacheWrite1h: told.cacheWrite1h ?? null,
    reasoning: count(it, 'gen_ai.usage.reasoning.output_tokens') ?? told.reasoning ?? null,
  }, {
    provider: providerName(text(it, 'gen_ai.provider.name', 'gen_ai.system', 'llm.provider') ?? deployed?.provider ?? null),
    model: (answered === requestedModel ? deployed?.model : answered) ?? answered ?? requestedModel, requestedModel,
    responseId: text(it, 'gen_ai.response.id'), finishReason: firstText(it['gen_ai.response.finish_reasons']),
    reportedCost: nanodollars(count(it, 'litellm.cost.total', 'gen_ai.cost.total_cost', 'gen_ai.usage.total_cost') ?? hidden(it)),
    replayed: ['metadata.cache_hit', 'litellm.cache_hit', 'cache_hit', 'gen_ai.cache_hit'].some((key) => isTrue(it[key])),
  });
}

/** `anthropic/claude-sonnet-4-5`. Azure's deployments have names of their own, which say no more than the one that was asked for. */
function deploymentOf(attributes: Attributes): { readonly provider: string; readonly model: string } | null {
  const [, provider = '', model = ''] = /^([\w-]+)\/(.+)$/.exec(text(attributes, 'litellm.provider.model') ?? '') ?? [];
  return model === '' || provider.startsWith('azure') ? null : { provider, model };
}

function hidden(attributes: Attributes): number | null {
  const parameters = record(attributes['hidden_params']);
  return parameters === null ? null : count(parameters, 'response_cost');
}

const isTrue = (value: AttributeValue | undefined): boolean => value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
