import type { Support } from './support.ts';

/** TypeScript and JavaScript. */
export const ECMASCRIPT: readonly Support[] = [
  {
    name: 'OpenAI chat completions', sdk: 'openai.chat', fixture: 'openai-chat',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'OpenAI responses', sdk: 'openai.responses', fixture: 'openai-responses',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'OpenAI completions', sdk: 'openai.completions', fixture: 'openai-responses',
    seen: {},
    unseen: ['call', 'model', 'messages', 'limits'],
  },
  {
    name: 'OpenAI chat behind other addresses', sdk: 'openai.chat', fixture: 'openai-compatible',
    seen: {},
    unseen: ['call', 'model', 'messages', 'limits'],
  },
  {
    name: 'Azure OpenAI chat', sdk: 'openai.chat', fixture: 'azure-openai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'limits'],
  },
  {
    name: 'Azure OpenAI responses', sdk: 'openai.responses', fixture: 'azure-openai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages'],
  },
  {
    name: 'Azure OpenAI client before 2', sdk: 'azure-openai', fixture: 'azure-openai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'limits'],
  },
  {
    name: 'Azure AI inference', sdk: 'azure-ai', fixture: 'azure-openai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'limits'],
  },
  {
    name: 'Anthropic messages', sdk: 'anthropic.messages', fixture: 'anthropic',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'cache', 'reasoning'],
  },
  {
    name: 'Anthropic batches', sdk: 'anthropic.batches', fixture: 'anthropic',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'limits'],
  },
  {
    name: 'Anthropic on Bedrock and Vertex', sdk: 'anthropic.messages', fixture: 'anthropic-cloud',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'limits'],
  },
  {
    name: 'Bedrock converse', sdk: 'bedrock.converse', fixture: 'bedrock',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits', 'cache', 'reasoning'],
  },
  {
    name: 'Bedrock invoke model', sdk: 'bedrock.invoke_model', fixture: 'bedrock',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits', 'reasoning'],
  },
  {
    name: 'Google GenAI', sdk: 'google-genai', fixture: 'google-genai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Google Generative AI, Vertex AI', sdk: 'google-generativeai', fixture: 'google-generativeai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits'],
  },
  {
    name: 'Vercel AI SDK', sdk: 'vercel-ai', fixture: 'vercel-ai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'cache', 'reasoning'],
  },
  {
    name: 'Vercel AI SDK agents', sdk: 'vercel-ai', fixture: 'vercel-ai-agents',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'limits'],
  },
  {
    name: 'LangChain', sdk: 'langchain', fixture: 'langchain',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'LangGraph and LangChain agents', sdk: 'langchain', fixture: 'langgraph',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits'],
  },
  {
    name: 'LlamaIndex', sdk: 'llama-index', fixture: 'llama-index',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'limits'],
  },
  {
    name: 'LlamaIndex engines', sdk: 'llama-index.engine', fixture: 'llama-index',
    seen: {},
    unseen: ['call', 'model', 'messages'],
  },
  {
    name: 'LlamaIndex agents', sdk: 'llama-index.agent', fixture: 'llama-index',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools'],
  },
  {
    name: 'OpenAI Agents SDK', sdk: 'openai-agents', fixture: 'openai-agents',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Mastra', sdk: 'mastra', fixture: 'mastra',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'limits'],
  },
  {
    name: 'Genkit', sdk: 'genkit', fixture: 'genkit',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits'],
  },
  {
    name: 'Google ADK', sdk: 'google-adk', fixture: 'google-adk',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'schema', 'limits'],
  },
  {
    name: 'Strands', sdk: 'strands', fixture: 'strands',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'limits'],
  },
  {
    name: 'Claude Agent SDK', sdk: 'claude-agent-sdk', fixture: 'claude-agent-sdk',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Instructor', sdk: 'instructor', fixture: 'instructor',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'schema', 'limits'],
  },
  {
    name: 'Mistral', sdk: 'mistral', fixture: 'chat-clients',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits'],
  },
  {
    name: 'Cohere', sdk: 'cohere', fixture: 'chat-clients',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits'],
  },
  {
    name: 'Groq', sdk: 'groq', fixture: 'chat-clients',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Ollama', sdk: 'ollama', fixture: 'chat-clients',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits'],
  },
  {
    name: 'Together', sdk: 'together', fixture: 'chat-clients',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits'],
  },
  {
    name: 'Cerebras', sdk: 'cerebras', fixture: 'chat-clients',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits'],
  },
  {
    name: 'OpenRouter', sdk: 'openrouter', fixture: 'openrouter',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'OpenRouter responses', sdk: 'openrouter.responses', fixture: 'openrouter',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'limits'],
  },
  {
    name: 'Hugging Face chat', sdk: 'huggingface', fixture: 'chat-clients',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits'],
  },
  {
    name: 'Hugging Face text generation', sdk: 'huggingface.text', fixture: 'chat-clients',
    seen: {},
    unseen: ['call', 'model', 'messages', 'limits'],
  },
  {
    name: 'Replicate', sdk: 'replicate', fixture: 'chat-clients',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'limits'],
  },
  {
    name: 'Cloudflare Workers AI', sdk: 'workers-ai', fixture: 'workers-ai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'VS Code language models', sdk: 'vscode-lm', fixture: 'vscode-lm',
    seen: {},
    unseen: ['call', 'model', 'messages', 'tools'],
  },
  {
    name: 'xsAI', sdk: 'xsai', fixture: 'xsai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'A provider’s endpoint over HTTP', sdk: 'raw-http', fixture: 'raw-http',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
];
