import type { Support } from './support.ts';

export const PYTHON: readonly Support[] = [
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
    name: 'OpenAI completions', sdk: 'openai.completions', fixture: 'openai-completions',
    seen: {},
    unseen: ['call', 'model', 'messages', 'limits'],
  },
  {
    name: 'OpenAI before 1.0', sdk: 'openai.chat', fixture: 'openai-before-1',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits'],
  },
  {
    name: 'Azure OpenAI', sdk: 'openai.chat', fixture: 'openai-azure',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Azure OpenAI responses', sdk: 'openai.responses', fixture: 'openai-azure',
    seen: {},
    unseen: ['call', 'model', 'messages'],
  },
  {
    name: 'Azure AI Inference', sdk: 'azure-ai', fixture: 'openai-azure',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits', 'reasoning'],
  },
  {
    name: 'OpenRouter, DeepSeek, vLLM, LM Studio and others by `base_url`', sdk: 'openai.chat', fixture: 'openai-compatible',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'cache', 'reasoning'],
  },
  {
    name: 'Anthropic messages, also on Bedrock and Vertex', sdk: 'anthropic.messages', fixture: 'anthropic',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'cache', 'reasoning'],
  },
  {
    name: 'Anthropic batches', sdk: 'anthropic.batches', fixture: 'anthropic',
    seen: {},
    unseen: ['call', 'model', 'messages', 'limits'],
  },
  {
    name: 'Anthropic completions', sdk: 'anthropic.completions', fixture: 'anthropic',
    seen: {},
    unseen: ['call', 'model', 'messages', 'limits'],
  },
  {
    name: 'Bedrock converse', sdk: 'bedrock.converse', fixture: 'bedrock',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits', 'cache', 'reasoning'],
  },
  {
    name: 'Bedrock invoke_model', sdk: 'bedrock.invoke_model', fixture: 'bedrock',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits'],
  },
  {
    name: 'Google GenAI', sdk: 'google-genai', fixture: 'google-genai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'cache', 'reasoning'],
  },
  {
    name: 'google-generativeai, Vertex AI', sdk: 'google-generativeai', fixture: 'google-generativeai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits'],
  },
  {
    name: 'LiteLLM', sdk: 'litellm', fixture: 'litellm',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'cache', 'reasoning'],
  },
  {
    name: 'LangChain', sdk: 'langchain', fixture: 'langchain',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'cache', 'reasoning'],
  },
  {
    name: 'LangGraph and LangChain agents', sdk: 'langchain', fixture: 'langgraph',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits'],
  },
  {
    name: 'LlamaIndex', sdk: 'llama-index', fixture: 'llama-index',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'LlamaIndex engines', sdk: 'llama-index.engine', fixture: 'llama-index',
    seen: {},
    unseen: ['call', 'model', 'messages'],
  },
  {
    name: 'LlamaIndex agents', sdk: 'llama-index.agent', fixture: 'llama-index',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'limits'],
  },
  {
    name: 'OpenAI Agents SDK', sdk: 'openai-agents', fixture: 'openai-agents',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'PydanticAI', sdk: 'pydantic-ai', fixture: 'pydantic-ai',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'schema', 'limits', 'cache', 'reasoning'],
  },
  {
    name: 'PydanticAI direct', sdk: 'pydantic-ai.direct', fixture: 'pydantic-ai',
    seen: {},
    unseen: ['call', 'model', 'messages'],
  },
  {
    name: 'CrewAI agents', sdk: 'crewai', fixture: 'crewai',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'limits', 'reasoning'],
  },
  {
    name: 'CrewAI tasks', sdk: 'crewai.task', fixture: 'crewai',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'CrewAI LLM', sdk: 'crewai.llm', fixture: 'crewai',
    seen: {},
    unseen: ['call', 'model', 'messages'],
  },
  {
    name: 'DSPy signatures', sdk: 'dspy', fixture: 'dspy',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits'],
  },
  {
    name: 'DSPy LM', sdk: 'dspy.lm', fixture: 'dspy',
    seen: {},
    unseen: ['call', 'model', 'messages', 'limits'],
  },
  {
    name: 'Instructor', sdk: 'instructor', fixture: 'instructor',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Mistral', sdk: 'mistral', fixture: 'mistral',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits'],
  },
  {
    name: 'Mistral agents', sdk: 'mistral.agent', fixture: 'mistral',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools'],
  },
  {
    name: 'Mistral conversations', sdk: 'mistral.conversations', fixture: 'mistral',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits'],
  },
  {
    name: 'Cohere', sdk: 'cohere', fixture: 'cohere',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Groq', sdk: 'groq', fixture: 'groq',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Ollama', sdk: 'ollama', fixture: 'ollama',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Together', sdk: 'together', fixture: 'together',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Fireworks', sdk: 'fireworks', fixture: 'fireworks',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Cerebras', sdk: 'cerebras', fixture: 'cerebras',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Google ADK', sdk: 'google-adk', fixture: 'google-adk',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Strands Agents', sdk: 'strands', fixture: 'strands',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'cache', 'reasoning'],
  },
  {
    name: 'AutoGen 0.4', sdk: 'autogen', fixture: 'autogen',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'AutoGen 0.4 model clients', sdk: 'autogen.client', fixture: 'autogen',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'schema', 'limits'],
  },
  {
    name: 'AutoGen 0.2, AG2', sdk: 'autogen', fixture: 'autogen-0-2',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'limits'],
  },
  {
    name: 'smolagents', sdk: 'smolagents', fixture: 'smolagents',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'limits', 'reasoning'],
  },
  {
    name: 'Semantic Kernel', sdk: 'semantic-kernel', fixture: 'semantic-kernel',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Semantic Kernel prompts', sdk: 'semantic-kernel.kernel', fixture: 'semantic-kernel',
    seen: {},
    unseen: ['call', 'messages'],
  },
  {
    name: 'Haystack generators', sdk: 'haystack', fixture: 'haystack',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Haystack pipelines', sdk: 'haystack.pipeline', fixture: 'haystack',
    seen: {},
    unseen: ['call', 'model', 'limits'],
  },
  {
    name: 'Haystack prompt builders', sdk: 'haystack.prompt', fixture: 'haystack',
    seen: {},
    unseen: ['call', 'messages'],
  },
  {
    name: 'Haystack agents', sdk: 'haystack.agent', fixture: 'haystack',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'limits'],
  },
  {
    name: 'Agno', sdk: 'agno', fixture: 'agno',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools', 'schema', 'limits', 'cache', 'reasoning'],
  },
  {
    name: 'HTTP to a provider\'s endpoint', sdk: 'raw-http', fixture: 'raw-http',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'cache', 'reasoning'],
  },
];
