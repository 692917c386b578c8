/** Mastra, https://mastra.ai. Its agents take the AI SDK's models, or an id with who bills before it. */
import type { Sdk } from './sdk.ts';

export const MASTRA: Sdk = {
  id: 'mastra',
  words: ['@mastra/core', '@mastra'],
  methods: ['Agent', 'generate', 'stream', 'generateVNext', 'streamVNext', 'network'],
  calls: [
    {
      at: ['@mastra/core{,/agent,/agent/**}:{**.,}Agent()'], kind: 'agent', provider: null, prefixed: true,
      request: {
        model: ['model'], system: ['instructions'], tools: ['tools'], name: ['name', 'id'],
        maxSteps: ['defaultOptions.maxSteps', 'defaultGenerateOptions.maxSteps', 'defaultStreamOptions.maxSteps', 'defaultVNextStreamOptions.maxSteps', 'defaultGenerateOptionsLegacy.maxSteps'],
        outputLimit: ['defaultOptions.modelSettings.maxOutputTokens', 'defaultGenerateOptions.maxTokens', 'defaultGenerateOptions.modelSettings.maxOutputTokens'],
        schema: ['defaultOptions.structuredOutput.schema', 'defaultGenerateOptions.output'], reasoning: ['defaultOptions.providerOptions.openai.reasoningEffort', 'defaultOptions.providerOptions.anthropic.thinking.type'],
      },
    },
  ],
  additions: [
    { at: ['@mastra/core{,/agent,/agent/**}:{**.,}Agent().{generate,stream,generateVNext,streamVNext,generateLegacy,streamLegacy,network}()'], to: ['^'], request: { maxSteps: ['#1.maxSteps', '#1.stopWhen'] } },
  ],
};
