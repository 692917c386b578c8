/** Inngest's AgentKit, https://agentkit.inngest.com. */
import type { Sdk } from './sdk.ts';

export const AGENT_KIT: Sdk = {
  id: 'agent-kit',
  words: ['@inngest/agent-kit'],
  methods: ['createAgent', 'createRoutingAgent'],
  calls: [
    {
      at: ['@inngest/agent-kit:{createAgent,createRoutingAgent}()'], kind: 'agent', provider: null,
      request: { model: ['model'], system: ['system'], tools: ['tools'], name: ['name'], outputLimit: ['model.defaultParameters.max_tokens', 'model.defaultParameters.max_completion_tokens'], reasoning: ['model.defaultParameters.reasoning_effort'] },
    },
  ],
  handles: [
    { at: ['@inngest/agent-kit:{openai,anthropic,gemini,grok}()'], model: ['model', '#0'], provider: null },
  ],
};
