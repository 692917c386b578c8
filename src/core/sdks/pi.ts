/** Pi's model library and agents, https://github.com/badlogic/pi-mono. The system prompt and the messages come in one context. */
import type { Sdk } from './sdk.ts';

export const PI: Sdk = {
  id: 'pi',
  words: ['pi-ai', 'pi-agent-core', 'pi-agent'],
  methods: ['complete', 'completeSimple', 'stream', 'streamSimple', 'Agent'],
  calls: [
    {
      at: ['@{mariozechner,earendil-works}/pi-ai{,/**}:{complete,completeSimple,stream,streamSimple}()'], kind: 'direct', provider: null,
      request: { model: ['#0'], system: ['#1.systemPrompt'], messages: ['#1.messages'], tools: ['#1.tools'], outputLimit: ['#2.maxTokens'], reasoning: ['#2.reasoning', '#2.reasoningEffort'] },
    },
    {
      at: ['@{mariozechner,earendil-works}/{pi-agent-core,pi-agent}{,/**}:Agent()'], kind: 'agent', provider: null,
      request: { model: ['initialState.model'], system: ['initialState.systemPrompt'], tools: ['initialState.tools'], reasoning: ['initialState.thinkingLevel'] },
    },
  ],
  handles: [
    { at: ['@{mariozechner,earendil-works}/pi-ai{,/**}:getModel()'], model: ['#1'], provider: null, prefixed: true },
  ],
};
