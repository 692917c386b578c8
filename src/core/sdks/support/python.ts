import type { Support } from './support.ts';

export const PYTHON: readonly Support[] = [
  {
    name: 'OpenAI chat completions', sdk: 'openai.chat', provider: 'openai', fixture: 'openai-chat', seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
  },
];
