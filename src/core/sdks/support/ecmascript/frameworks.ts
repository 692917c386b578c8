/** Frameworks that ask models of several providers; in TypeScript and JavaScript. */
import type { Support } from '../support.ts';

export const FRAMEWORKS: readonly Support[] = [
  {
    name: 'Vercel AI SDK', sdk: 'vercel-ai', fixture: 'vercel-ai',
    seen: {
      'zaidmukaddam/scira lib/tools/extreme-search.ts': ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
      'vercel/ai examples/ai-functions/src/stream-text/amazon-bedrock/cache-point-ttl.ts': ['cache'],
    },
  },
  {
    name: 'Vercel AI SDK agents', sdk: 'vercel-ai', fixture: 'vercel-ai-agents',
    seen: {
      'vercel/ai examples/ai-functions/src/agent/openai/stream-tools-forced.ts': ['call', 'model', 'system', 'tools', 'limits'],
    },
  },
  {
    name: 'LangChain', sdk: 'langchain', fixture: 'langchain',
    seen: {
      'langchain-ai/langgraphjs examples/streaming/src/agents/a2a-research.ts': ['call', 'model', 'system', 'messages', 'tools', 'reasoning'],
      'langchain-ai/open-canvas apps/agents/src/web-search/nodes/classify-message.ts': ['schema'],
    },
    unseen: ['limits'],
  },
  {
    name: 'LangGraph and LangChain agents', sdk: 'langchain', fixture: 'langgraph',
    seen: {
      'langchain-ai/langgraphjs examples/streaming/src/agents/hitl-agent.ts': ['call', 'model', 'system', 'tools'],
      'transitive-bullshit/agentic examples/ts-sdks/langchain/bin/weather.ts': ['messages', 'limits'],
    },
    unseen: ['schema'],
  },
  {
    name: 'LlamaIndex', sdk: 'llama-index', fixture: 'llama-index',
    seen: {
      'run-llama/LlamaIndexTS examples/misc/jsonExtract.ts': ['call', 'model', 'system', 'messages'],
      'run-llama/LlamaIndexTS examples/models/anthropic/thinking.ts': ['limits'],
    },
  },
  {
    name: 'LlamaIndex engines', sdk: 'llama-index.engine', fixture: 'llama-index',
    seen: {
      'run-llama/LlamaIndexTS examples/rag/chatHistory.ts': ['call', 'model', 'messages'],
    },
  },
  {
    name: 'LlamaIndex agents', sdk: 'llama-index.agent', fixture: 'llama-index',
    seen: {
      'run-llama/LlamaIndexTS examples/agents/agent/blog-writer.ts': ['call', 'model', 'system', 'tools'],
    },
  },
  {
    name: 'Genkit', sdk: 'genkit', fixture: 'genkit',
    seen: {
      'firebase/genkit js/testapps/basic-gemini/src/index.ts': ['call', 'model', 'system', 'messages', 'tools', 'schema', 'reasoning'],
      'firebase/genkit js/testapps/anthropic/src/beta/effort.ts': ['limits'],
    },
  },
  {
    name: 'Instructor', sdk: 'instructor', fixture: 'instructor',
    seen: {
      'novyai/admissions packages/ai/src/agents/index.ts': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
    },
  },
  {
    name: 'xsAI', sdk: 'xsai', fixture: 'xsai',
    seen: {
      'transitive-bullshit/agentic legacy/examples/xsai/bin/weather.ts': ['call', 'model', 'system', 'messages'],
    },
    unseen: ['tools', 'schema', 'limits', 'reasoning'],
  },
];
