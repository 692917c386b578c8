import type { Sdk } from './sdk.ts';
import { providerOfBaseUrl } from './base-url.ts';

const CLIENT = '{openai,openai/**,langfuse.openai,langsmith.wrappers,posthog.ai.openai,@posthog/ai,instructor}:{default,OpenAI,AsyncOpenAI,AzureOpenAI,AsyncAzureOpenAI,Client,AsyncClient,openai,openai.OpenAI,openai.AsyncOpenAI,from_openai,patch,from_provider,}()';
/** `import openai; openai.chat.completions.create(…)`. */
const MODULE = '{openai,langfuse.openai}:{openai.,}';

const COMPLETIONS = '{.beta,}.chat.completions.{create,parse,stream,runTools,create_with_completion,create_partial,create_iterable,withResponse}()';
const RESPONSES = '{.beta,}.responses.{create,parse,stream}()';

export const OPENAI: Sdk = {
  id: 'openai.chat',
  words: ['openai', 'instructor', 'AzureOpenAI', 'azure.ai.inference', '@azure-rest/ai-inference', 'chat.completions', 'responses.create'],
  methods: ['completions.create', 'completions.parse', 'completions.stream', 'completions.runTools', 'completions.with_raw_response', 'responses.create', 'responses.parse', 'responses.stream', 'ChatCompletion.create', 'ChatCompletion.acreate', 'Completion.create', 'Completion.acreate', 'create_with_completion', 'create_partial', 'create_iterable', 'createChatCompletion', 'createCompletion', 'getChatCompletions', 'streamChatCompletions', 'complete', 'post'],
  calls: [
    {
      at: [`${CLIENT}${COMPLETIONS}`, 'openai:chat.completions.{create,parse,stream}()', `${MODULE}chat.completions.create()`, '{openai,@azure/openai}:**.chat.completions.create()'],
      kind: 'direct', provider: 'openai',
      untraced: { at: [/\.chat\.completions\.(create|parse|stream)\(\)$/], needs: [] },
      request: {
        model: ['model'], messages: ['messages'], tools: ['tools', 'functions'], schema: ['response_format', 'response_model', 'text_format'], outputLimit: ['max_completion_tokens', 'max_tokens'],
        toolChoice: ['tool_choice', 'function_call'], reasoning: ['reasoning_effort'], name: ['name', 'metadata.name'],
      },
      read: providerOfBaseUrl('openai'),
    },
    {
      at: ['openai:{openai.,}ChatCompletion.{create,acreate}()', 'openai:OpenAIApi().createChatCompletion()', 'openai:OpenAIApi().createCompletion()'],
      kind: 'direct', provider: 'openai',
      request: { model: ['model', 'engine', 'deployment_id'], messages: ['messages', 'prompt'], tools: ['functions', 'tools'], outputLimit: ['max_tokens'] },
      read: providerOfBaseUrl('openai'),
    },
    {
      at: [`${CLIENT}.completions.create()`, 'openai:{openai.,}Completion.{create,acreate}()', 'openai:completions.create()'],
      id: 'openai.completions', kind: 'direct', provider: 'openai',
      request: { model: ['model', 'engine'], messages: ['prompt'], outputLimit: ['max_tokens'] },
      read: providerOfBaseUrl('openai'),
    },
    {
      at: [`${CLIENT}${RESPONSES}`, 'openai:responses.{create,parse,stream}()'],
      id: 'openai.responses', kind: 'direct', provider: 'openai',
      untraced: { at: [/\.responses\.(create|parse|stream)\(\)$/], needs: ['input'] },
      request: {
        model: ['model'], system: ['instructions'], messages: ['input'], tools: ['tools'], schema: ['text_format', 'text.format'], outputLimit: ['max_output_tokens'],
        toolChoice: ['tool_choice'], reasoning: ['reasoning.effort'],
      },
      read: providerOfBaseUrl('openai'),
    },
    {
      at: ['@azure/openai:OpenAIClient().{getChatCompletions,streamChatCompletions}()'],
      id: 'azure-openai', kind: 'direct', provider: 'azure',
      request: { model: ['#0'], messages: ['#1'], tools: ['#2.tools'], outputLimit: ['#2.maxTokens'] },
    },
    {
      at: ['@azure-rest/ai-inference:default().path().post()'], id: 'azure-ai', kind: 'direct', provider: 'azure',
      request: { model: ['body.model'], messages: ['body.messages'], tools: ['body.tools'], schema: ['body.response_format'], outputLimit: ['body.max_tokens'] },
      read: (view) => (view.at('body.messages') ? {} : null),
    },
    {
      at: [/^(@azure-rest\/ai-inference|azure\.ai\.inference(\.aio)?):\w*ChatCompletionsClient\(\)\.complete\(\)$/],
      id: 'azure-ai', kind: 'direct', provider: 'azure', request: { model: ['model', '^model'], messages: ['messages'], tools: ['tools'], schema: ['response_format'], outputLimit: ['max_tokens'], reasoning: ['model_extras.reasoning_effort'] },
    },
  ],
};
