/** Agents kept by Azure AI Foundry, https://learn.microsoft.com/azure/ai-foundry/agents: defined once, then run by their id or name. */
import type { Sdk } from './sdk.ts';

const PROJECT = '{azure.ai.projects,azure.ai.projects.aio,@azure/ai-projects}:AIProjectClient{.from_connection_string,.fromConnectionString,.fromEndpoint,}()';

export const AZURE_AGENTS: Sdk = {
  id: 'azure-agents',
  words: ['azure.ai.projects', 'azure.ai.agents', '@azure/ai-projects', '@azure/ai-agents'],
  methods: ['create_agent', 'create_version', 'createAgent', 'createVersion'],
  calls: [
    {
      at: [`${PROJECT}.agents.{create_agent,create_version,createAgent,createVersion}()`, '{azure.ai.agents,azure.ai.agents.aio,@azure/ai-agents}:AgentsClient().{create_agent,createAgent}()'],
      kind: 'agent', provider: 'azure',
      untraced: { at: [/\.agents\.(?:create_agent|create_version|createAgent|createVersion)\(\)$/], needs: [] },
      request: {
        // In TypeScript the model or the name comes first.
        model: ['model', 'definition.model', '#1.model', '#0'], system: ['instructions', 'definition.instructions', '#1.instructions'], tools: ['tools', 'toolset', 'definition.tools', '#1.tools'],
        schema: ['response_format', 'definition.text.format', '#1.responseFormat'], name: ['name', 'agent_name', '#1.name'],
      },
    },
  ],
};
