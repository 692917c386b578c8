import type { Sdk } from '../../src/core/sdks/sdk.ts';

export const ACME: Sdk = {
  id: 'acme',
  // A file that holds no SDK's word is never parsed.
  words: ['acme_ai', '@acme/ai'],
  // A function that calls none of these is not run for this SDK's sake.
  methods: ['chat.complete'],
  calls: [{
    at: ['{acme_ai,@acme/ai}:{default,Acme,AsyncAcme}().chat.complete()'],
    kind: 'direct', provider: 'acme',
    request: { model: ['model'], system: ['system'], messages: ['messages'], tools: ['tools'], outputLimit: ['max_tokens', 'maxTokens'] },
  }],
};
