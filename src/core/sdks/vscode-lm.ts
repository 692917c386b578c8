/** VS Code's language model API, https://code.visualstudio.com/api/extension-guides/ai/language-model. */
import type { Sdk } from './sdk.ts';

export const VSCODE_LM: Sdk = {
  id: 'vscode-lm',
  words: ['vscode.lm', 'LanguageModelChatMessage', 'selectChatModels', 'ChatRequest', '@vscode/chat-extension-utils'],
  methods: ['sendRequest', 'sendChatParticipantRequest'],
  calls: [
    {
      // The first of the models that match is taken, in one way or another.
      at: [/^vscode:(\w+\.)?lm\.selectChatModels\(\)(\.(\[\]|at\(\)|find\(\)|\d+|shift\(\)|filter\(\)))*\.sendRequest\(\)$/], kind: 'direct', provider: 'github-copilot',
      untraced: { at: [/\.sendRequest\(\)$/], needs: ['#0', '#2'] },
      request: { model: ['^family', '^id'], messages: ['#0'], tools: ['#1.tools'], reasoning: ['#1.modelOptions.reasoning_effort'], outputLimit: ['#1.modelOptions.max_tokens'] },
    },
    {
      at: ['@vscode/chat-extension-utils{,/**}:{**.,}sendChatParticipantRequest()'], kind: 'agent', provider: 'github-copilot', steps: null,
      request: { model: ['#2.model'], system: ['#2.prompt'], messages: ['#0.prompt'], tools: ['#2.tools'] },
    },
  ],
};
