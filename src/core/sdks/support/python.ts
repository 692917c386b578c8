import type { Support } from './support.ts';

export const PYTHON: readonly Support[] = [
  {
    name: 'OpenAI chat completions', sdk: 'openai.chat', fixture: 'openai-chat',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
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
    name: 'Instructor', sdk: 'instructor', fixture: 'instructor',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'schema', 'limits', 'reasoning'],
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
];
