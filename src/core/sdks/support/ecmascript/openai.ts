/** OpenAI’s own SDK, at OpenAI, at Azure and at whoever speaks the same; in TypeScript and JavaScript. */
import type { Support } from '../support.ts';

export const OPENAI: readonly Support[] = [
  {
    name: 'OpenAI chat completions', sdk: 'openai.chat', fixture: 'openai-chat',
    seen: {
      'Nutlope/llamacoder lib/generation.ts': ['call', 'model', 'system', 'messages', 'limits'],
      'openai/openai-node examples/chat-completions/parsing.ts': ['schema'],
      'openai/openai-node examples/chat-completions/function-call.ts': ['tools'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'OpenAI responses', sdk: 'openai.responses', fixture: 'openai-responses',
    seen: {
      'openai/openai-agents-js examples/tools/container-shell-skill-ref.ts': ['call', 'model', 'messages', 'limits', 'reasoning'],
      'mem0ai/mem0 examples/openai-inbuilt-tools/index.js': ['tools'],
      'openai/openai-node examples/responses/structured-outputs.ts': ['schema'],
      'transitive-bullshit/agentic examples/ts-sdks/openai/bin/weather-responses.ts': ['system'],
    },
  },
  {
    name: 'OpenAI completions', sdk: 'openai.completions', fixture: 'openai-responses',
    seen: {
      'openai/openai-node examples/client/errors.ts': ['call', 'model', 'messages'],
    },
    unseen: ['limits'],
  },
  {
    name: 'OpenAI chat behind other addresses', sdk: 'openai.chat', fixture: 'openai-compatible',
    seen: {
      'di-sukharev/opencommit src/engine/openAi.ts': ['call', 'messages', 'limits'],
    },
    unseen: ['model'],
  },
  {
    name: 'Azure OpenAI chat', sdk: 'openai.chat', fixture: 'azure-openai',
    seen: {
      'mem0ai/mem0 mem0-ts/src/oss/src/llms/azure.ts': ['call', 'model', 'messages'],
      'mckaywrigley/chatbot-ui app/api/chat/azure/route.ts': ['limits'],
    },
    unseen: ['system'],
  },
  {
    name: 'Azure OpenAI responses', sdk: 'openai.responses', fixture: 'azure-openai',
    seen: {
      'badlogic/pi-mono packages/ai/src/providers/azure-openai-responses.ts': ['call'],
    },
    unseen: ['model', 'system', 'messages'],
  },
  {
    name: 'Azure OpenAI client before 2', sdk: 'azure-openai', fixture: 'azure-openai',
    seen: {
      'di-sukharev/opencommit src/engine/azure.ts': ['call', 'messages'],
    },
    unseen: ['model', 'system', 'limits'],
  },
  {
    name: 'Azure AI inference', sdk: 'azure-ai', fixture: 'azure-openai',
    seen: {
      'yuvaraj1916/JSAI-Build-a-thon ai-foundry.js': ['call', 'model', 'system', 'messages', 'limits'],
    },
  },
  {
    name: 'OpenAI assistants', sdk: 'openai.assistants', fixture: 'openai-assistants',
    seen: {
      'openai/openai-assistants-quickstart app/api/assistants/route.ts': ['call', 'model', 'system', 'tools'],
    },
  },
  {
    name: 'OpenAI runs of assistants', sdk: 'openai.runs', fixture: 'openai-assistants',
    seen: {
      'openai/openai-assistants-quickstart app/api/assistants/threads/[threadId]/messages/route.ts': ['call'],
      'openai/openai-node examples/assistants/assistants.ts': ['system'],
    },
    unseen: ['model', 'limits'],
  },
];
