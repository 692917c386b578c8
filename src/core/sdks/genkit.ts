/** Genkit, https://genkit.dev. A model named at `genkit({ model })` is the default of its calls. */
import type { Sdk } from './sdk.ts';

const AI = '{genkit,genkit/**,@genkit-ai/ai,@genkit-ai/**}:{**.,}genkit()';
const REQUEST = {
  model: ['model', '^model'], system: ['system'], messages: ['messages+prompt', '#0'], tools: ['tools'], schema: ['output.schema', 'output.jsonSchema'], outputLimit: ['config.maxOutputTokens', 'config.maxTokens'],
  toolChoice: ['toolChoice'], reasoning: ['config.thinkingConfig.thinkingBudget', 'config.thinkingConfig.thinkingLevel', 'config.reasoning_effort', 'config.thinking.type', 'config.thinking.enabled'], maxSteps: ['maxTurns'], name: ['name'],
};

export const GENKIT: Sdk = {
  id: 'genkit',
  words: ['genkit', '@genkit-ai'],
  methods: ['generate', 'generateStream', 'definePrompt', 'send', 'sendStream', 'defineAgent'],
  calls: [
    // With tools a call goes on for five turns unless `maxTurns` says otherwise.
    { at: [`${AI}.{generate,generateStream}()`, '@genkit-ai/ai{,/**}:{generate,generateStream}()'], kind: 'direct', provider: null, prefixed: true, request: REQUEST },
    { at: [`${AI}.definePrompt()`], kind: 'template', provider: null, prefixed: true, request: { ...REQUEST, messages: ['messages+prompt', '#1'] } },
    {
      at: [`${AI}.chat().{send,sendStream}()`], kind: 'direct', provider: null, prefixed: true,
      request: { model: ['model', '^model'], system: ['^system'], messages: ['prompt', '#0'], tools: ['^tools', 'tools'], outputLimit: ['^config.maxOutputTokens'] },
    },
  ],
  handles: [
    { at: ['{@genkit-ai/googleai,@genkit-ai/google-genai}:{**.,}{googleAI,googleAI()}.model()', '@genkit-ai/**:{**.,}{vertexAI,vertexAI()}.model()'], model: ['#0'], provider: 'google' },
    { at: ['@genkit-ai/compat-oai/**:{**.,}{openAI,openAI()}.model()'], model: ['#0'], provider: 'openai' },
    { at: ['{@genkit-ai/**,genkitx-**}:{**.,}{gemini,gpt,claude,ollama,anthropic,anthropic.model,xAI.model,deepSeek.model,modelRef,**.model}()'], model: ['name', '#0'], provider: null, prefixed: true },
  ],
};
