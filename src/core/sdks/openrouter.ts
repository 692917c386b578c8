/** OpenRouter's own SDK, https://openrouter.ai/docs/sdks. */
import type { Sdk } from './sdk.ts';

const CHAT = { model: 'model', messages: 'messages', tools: 'tools', schema: 'responseFormat', max: 'maxTokens', most: 'maxCompletionTokens', effort: 'reasoning.effort', choice: 'toolChoice' };
/** Later versions put the request under a key of its own. */
const both = (name: string): readonly string[] => [name, `chatGenerationParams.${name}`, `chatRequest.${name}`];

export const OPENROUTER: Sdk = {
  id: 'openrouter',
  words: ['@openrouter/sdk', '@openrouter/agent'],
  methods: ['chat.send', 'callModel', 'responses.send'],
  calls: [
    {
      at: ['@openrouter/sdk{,/**}:OpenRouter().chat.send()'], kind: 'direct', provider: 'openrouter',
      request: {
        model: both(CHAT.model), messages: both(CHAT.messages), tools: both(CHAT.tools), schema: both(CHAT.schema), outputLimit: [...both(CHAT.most), ...both(CHAT.max)],
        reasoning: both(CHAT.effort), toolChoice: both(CHAT.choice),
      },
    },
    {
      at: ['{@openrouter/sdk,@openrouter/sdk/**,@openrouter/agent}:OpenRouter().{callModel,beta.responses.send,responses.send}()', '@openrouter/agent{,/**}:callModel()'], id: 'openrouter.responses', kind: 'direct', provider: 'openrouter',
      request: {
        model: ['model', '#1.model', 'responsesRequest.model'], system: ['instructions', '#1.instructions', 'responsesRequest.instructions'], messages: ['input', '#1.input', 'responsesRequest.input'], tools: ['tools', '#1.tools'],
        outputLimit: ['maxOutputTokens', '#1.maxOutputTokens'], reasoning: ['reasoning.effort', '#1.reasoning.effort'], schema: ['text.format'], maxSteps: ['stopWhen', '#1.stopWhen'],
      },
    },
  ],
};
