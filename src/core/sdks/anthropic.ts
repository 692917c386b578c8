import type { Sdk } from './sdk.ts';

const CLIENT = '{anthropic,@anthropic-ai/**,langfuse.anthropic,instructor}:{default,Anthropic,AsyncAnthropic,Client,AsyncClient,from_anthropic,AnthropicBedrock,AsyncAnthropicBedrock,AnthropicVertex,AsyncAnthropicVertex,AnthropicFoundry,}()';

const REQUEST = {
  model: ['model'], system: ['system'], messages: ['messages'], tools: ['tools'], schema: ['output_format', 'output_config.format', 'response_model'], outputLimit: ['max_tokens'], toolChoice: ['tool_choice.type'],
  reasoning: ['thinking.type', 'output_config.effort'], cacheMarker: ['cache_control'], maxSteps: ['max_iterations'],
};

export const ANTHROPIC: Sdk = {
  id: 'anthropic.messages',
  words: ['anthropic', '@anthropic-ai', 'AnthropicBedrock', 'messages.create', 'messages.stream'],
  methods: ['messages.create', 'messages.stream', 'messages.parse', 'messages.with_raw_response', 'batches.create', 'completions.create', 'tool_runner', 'toolRunner', 'create_with_completion'],
  calls: [
    {
      at: [`${CLIENT}{.beta,.beta.prompt_caching,.beta.promptCaching,}.messages.{create,stream,parse,tool_runner,toolRunner,create_with_completion}()`, `${CLIENT}.chat.completions.create()`],
      kind: 'direct', provider: 'anthropic',
      untraced: { at: [/\.messages\.(create|stream|parse)\(\)$/], needs: ['messages'] },
      request: REQUEST,
      read: (view) => ({ provider: /bedrock/i.test(view.key) ? 'aws' : /vertex/i.test(view.key) ? 'google' : 'anthropic' }),
    },
    {
      // Many requests, half the price each; the first one stands for all.
      at: [`${CLIENT}{.beta,}.messages.batches.create()`], id: 'anthropic.batches', kind: 'direct', provider: 'anthropic',
      request: {
        model: ['requests.0.params.model'], system: ['requests.0.params.system'], messages: ['requests.0.params.messages'], tools: ['requests.0.params.tools'], outputLimit: ['requests.0.params.max_tokens'],
        reasoning: ['requests.0.params.thinking.type'], schema: ['requests.0.params.output_config.format'],
      },
      read: (view) => ({ provider: /bedrock/i.test(view.key) ? 'aws' : /vertex/i.test(view.key) ? 'google' : 'anthropic' }),
    },
    {
      at: [`${CLIENT}.completions.create()`], id: 'anthropic.completions', kind: 'direct', provider: 'anthropic',
      request: { model: ['model'], messages: ['prompt'], outputLimit: ['max_tokens_to_sample'] },
    },
  ],
};
