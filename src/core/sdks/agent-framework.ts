/** Microsoft Agent Framework, which follows AutoGen and Semantic Kernel; https://learn.microsoft.com/agent-framework. */
import type { Sdk } from './sdk.ts';
import type { CallView, RequestParts } from './view.ts';

const CLIENT = 'agent_framework{.**,}:{**.,}{OpenAI,AzureOpenAI,AzureAI,Anthropic,Foundry,Ollama,Bedrock,Gemini}*Client()';
const RUN = '{run,run_stream}()';

/** The client itself is the model. */
const clientOf = (view: CallView): Partial<RequestParts> => {
  const client = view.call.parent?.parent ?? null;
  return client ? { model: { value: client, place: client.place } } : {};
};

export const AGENT_FRAMEWORK: Sdk = {
  id: 'agent-framework',
  words: ['agent_framework'],
  methods: ['ChatAgent', 'Agent', 'RawAgent', 'create_agent', 'as_agent', 'get_response', 'get_streaming_response'],
  calls: [
    {
      at: ['agent_framework{.**,}:{**.,}{ChatAgent,Agent,RawAgent}()'], kind: 'agent', provider: null,
      request: { model: ['chat_client', 'client', '#0'], system: ['instructions', '#1'], tools: ['tools'], schema: ['response_format', 'default_options.response_format'], outputLimit: ['max_tokens', 'default_options.max_tokens'], name: ['name'] },
    },
    {
      at: [`${CLIENT}.{create_agent,as_agent}()`], kind: 'agent', provider: null,
      request: { system: ['instructions'], tools: ['tools'], schema: ['response_format', 'default_options.response_format'], outputLimit: ['max_tokens', 'default_options.max_tokens'], name: ['name'] }, read: clientOf,
    },
    {
      at: [`${CLIENT}.{get_response,get_streaming_response}()`], id: 'agent-framework.client', kind: 'direct', provider: null,
      request: { messages: ['messages', '#0'], tools: ['tools', 'options.tools'], schema: ['response_format', 'options.response_format'], outputLimit: ['max_tokens', 'options.max_tokens'] }, read: clientOf,
    },
  ],
  handles: [{ at: [CLIENT], model: ['model', 'model_id', 'deployment_name', '#0'], provider: null }],
  additions: [
    { at: [`agent_framework{.**,}:{**.,}{ChatAgent,Agent}().${RUN}`, `${CLIENT}.{create_agent,as_agent}().${RUN}`], to: ['^'], request: { tools: ['tools'] } },
  ],
};
