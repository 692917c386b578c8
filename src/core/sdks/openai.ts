import type { Sdk } from './sdk.ts';
import { providerOfBaseUrl } from './base-url.ts';

const CLIENT = '{openai,openai/**,langfuse.openai,langsmith.wrappers,posthog.ai.openai,@posthog/ai,instructor}:{default,OpenAI,AsyncOpenAI,AzureOpenAI,AsyncAzureOpenAI,Client,AsyncClient,openai,openai.OpenAI,openai.AsyncOpenAI,from_openai,patch,from_provider,}()';
/** What a project of Azure AI Foundry hands out. */
const FOUNDRY = '{azure.ai.projects,azure.ai.projects.aio,@azure/ai-projects}:AIProjectClient().{get_openai_client,getOpenAIClient,inference.get_azure_openai_client}()';
/** `import openai; openai.chat.completions.create(…)`. */
const MODULE = '{openai,langfuse.openai}:{openai.,}';

const COMPLETIONS = '{.beta,}.chat.completions.{create,parse,stream,runTools,create_with_completion,create_partial,create_iterable,withResponse}()';
/** An assistant is kept by OpenAI; a run asks it. */
const RUNS = '.beta.threads.{runs.create,runs.stream,runs.create_and_poll,runs.createAndPoll,runs.create_and_stream,runs.createAndStream,create_and_run,createAndRun,create_and_run_poll,createAndRunPoll,create_and_run_stream,createAndRunStream}()';
const RESPONSES = '{.beta,}.responses.{create,parse,stream}()';

export const OPENAI: Sdk = {
  id: 'openai.chat',
  words: ['openai', 'instructor', 'AzureOpenAI', 'azure.ai.inference', '@azure-rest/ai-inference', 'chat.completions', 'responses.create'],
  methods: ['completions.create', 'completions.parse', 'completions.stream', 'completions.runTools', 'completions.with_raw_response', 'responses.create', 'responses.parse', 'responses.stream', 'assistants.create', 'runs.create', 'runs.stream', 'runs.create_and_poll', 'runs.createAndPoll', 'runs.create_and_stream', 'runs.createAndStream', 'threads.create_and_run', 'threads.createAndRun', 'ChatCompletion.create', 'ChatCompletion.acreate', 'Completion.create', 'Completion.acreate', 'create_with_completion', 'create_partial', 'create_iterable', 'createChatCompletion', 'createCompletion', 'getChatCompletions', 'streamChatCompletions', 'complete', 'post'],
  calls: [
    {
      at: [`${CLIENT}${COMPLETIONS}`, `${FOUNDRY}${COMPLETIONS}`, 'openai:chat.completions.{create,parse,stream}()', `${MODULE}chat.completions.create()`, '{openai,@azure/openai}:**.chat.completions.create()'],
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
      at: [`${CLIENT}${RESPONSES}`, `${FOUNDRY}${RESPONSES}`, 'openai:responses.{create,parse,stream}()'],
      id: 'openai.responses', kind: 'direct', provider: 'openai',
      untraced: { at: [/\.responses\.(create|parse|stream)\(\)$/], needs: ['input'] },
      request: {
        model: ['model'], system: ['instructions'], messages: ['input'], tools: ['tools'], schema: ['text_format', 'text.format'], outputLimit: ['max_output_tokens'],
        toolChoice: ['tool_choice'], reasoning: ['reasoning.effort'],
      },
      read: providerOfBaseUrl('openai'),
    },
    {
      at: [`${CLIENT}.beta.assistants.create()`, 'openai:beta.assistants.create()'],
      id: 'openai.assistants', kind: 'agent', provider: 'openai',
      untraced: { at: [/\.beta\.assistants\.create\(\)$/], needs: ['model'] },
      request: { model: ['model'], system: ['instructions'], tools: ['tools'], schema: ['response_format'], name: ['name'], reasoning: ['reasoning_effort'] },
      read: providerOfBaseUrl('openai'),
    },
    {
      at: [`${CLIENT}${RUNS}`, `openai:${RUNS.slice(1)}`],
      id: 'openai.runs', kind: 'direct', provider: 'openai',
      untraced: { at: [/\.beta\.threads\.(?:runs\.(?:create\w*|stream)|create_?[aA]nd_?[rR]un\w*)\(\)$/], needs: [] },
      request: {
        model: ['model', '#1.model'], system: ['instructions+additional_instructions', '#1.instructions', '#1.additional_instructions'], messages: ['additional_messages', '#1.additional_messages', 'thread.messages'],
        tools: ['tools', '#1.tools'], schema: ['response_format', '#1.response_format'], outputLimit: ['max_completion_tokens', '#1.max_completion_tokens'],
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
