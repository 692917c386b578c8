/** Agents; in TypeScript and JavaScript. */
import type { Support } from '../support.ts';

export const AGENTS: readonly Support[] = [
  {
    name: 'OpenAI Agents SDK', sdk: 'openai-agents', fixture: 'openai-agents',
    seen: {
      'openai/openai-agents-js examples/basic/stream-ws.ts': ['call', 'model', 'system', 'tools', 'limits', 'reasoning'],
      'openai/openai-agents-js examples/handoffs/types.ts': ['schema'],
    },
  },
  {
    name: 'Mastra', sdk: 'mastra', fixture: 'mastra',
    seen: {
      'mastra-ai/template-deep-research src/mastra/agents/researchAgent.ts': ['call', 'model', 'system', 'tools'],
      'techwithanirudh/mastra-slack-agent-template src/mastra/agents/execute.ts': ['limits'],
    },
  },
  {
    name: 'Inngest AgentKit', sdk: 'agent-kit', fixture: 'agent-kit',
    seen: {
      'inngest/agent-kit examples/quick-start/index.ts': ['call', 'model', 'system', 'tools', 'limits'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Pi', sdk: 'pi', fixture: 'pi',
    seen: {
      'badlogic/pi-mono packages/coding-agent/examples/extensions/summarize.ts': ['call', 'model', 'messages', 'reasoning'],
      'badlogic/pi-mono packages/coding-agent/examples/extensions/handoff.ts': ['system'],
      'badlogic/pi-mono packages/coding-agent/examples/extensions/custom-compaction.ts': ['limits'],
    },
    unseen: ['tools'],
  },
  {
    name: 'Google ADK', sdk: 'google-adk', fixture: 'google-adk',
    seen: {
      'google/adk-js dev/samples/loop_agent.ts': ['call', 'model', 'system', 'tools', 'limits'],
    },
    unseen: ['schema'],
  },
  {
    name: 'Strands', sdk: 'strands', fixture: 'strands',
    seen: {
      'strands-agents/sdk-typescript strands-ts/examples/agents-as-tools/src/index.ts': ['call', 'model', 'system', 'tools', 'limits'],
    },
  },
  {
    name: 'Claude Agent SDK', sdk: 'claude-agent-sdk', fixture: 'claude-agent-sdk',
    seen: {
      'anthropics/claude-agent-sdk-demos email-agent/ccsdk/ai-client.ts': ['call', 'model', 'system', 'messages', 'limits'],
    },
    unseen: ['tools', 'schema', 'reasoning'],
  },
  {
    name: 'Azure AI Foundry agents', sdk: 'azure-agents', fixture: 'azure-agents',
    seen: {},
    unseen: ['call', 'model', 'system', 'tools'],
  },
];
