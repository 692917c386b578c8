import type { Sdk } from './sdk.ts';

const REQUEST = {
  model: ['model'], system: ['system', 'instructions'], messages: ['messages', 'prompt'], tools: ['tools'], schema: ['schema', 'output', 'experimental_output'],
  outputLimit: ['maxOutputTokens', 'maxTokens'], toolChoice: ['toolChoice'], maxSteps: ['maxSteps', 'stopWhen'],
  name: ['experimental_telemetry.functionId', 'telemetry.functionId'],
};

export const VERCEL_AI: Sdk = {
  id: 'vercel-ai',
  words: ["'ai'", '"ai"', '@ai-sdk', 'generateText', 'streamText', 'generateObject', 'streamObject'],
  methods: ['generateText', 'streamText', 'generateObject', 'streamObject', 'streamUI', 'experimental_generateText', 'ToolLoopAgent', 'Agent', 'Experimental_Agent'],
  calls: [
    { at: ['{ai,ai/rsc,@ai-sdk/rsc,braintrust,langsmith/experimental/vercel,@mastra/**}:{**.,}{generateText,streamText,generateObject,streamObject,streamUI,experimental_generateText}()'], kind: 'direct', provider: null, request: REQUEST },
    { at: ['ai:{ToolLoopAgent,Agent,Experimental_Agent}()'], kind: 'agent', provider: null, request: REQUEST },
  ],
  handles: [
    { at: ['{@ai-sdk/**,@openrouter/ai-sdk-provider,ollama-ai-provider**,workers-ai-provider,@requesty/ai-sdk,@portkey-ai/vercel-provider,@mem0/vercel-ai-provider}:**()'], model: ['#0'], provider: null },
    { at: ['{ai,@ai-sdk/gateway,@vercel/ai-sdk-gateway}:{gateway,createGateway()}{,.languageModel,.chat}()'], model: ['#0'], provider: null },
    { at: ['ai:{wrapLanguageModel,experimental_wrapLanguageModel}()'], model: ['model'], provider: null },
    { at: ['ai:{createProviderRegistry,experimental_createProviderRegistry,customProvider}().languageModel()'], model: ['#0'], provider: null },
  ],
};
