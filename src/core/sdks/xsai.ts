/** xsAI, https://xsai.js.org: small functions for anything that speaks like OpenAI. */
import { providerOfUrl } from './base-url.ts';
import { staticText } from '../values/value.ts';
import type { Sdk } from './sdk.ts';

export const XSAI: Sdk = {
  id: 'xsai',
  words: ['xsai', '@xsai', 'xsschema'],
  methods: ['generateText', 'streamText', 'generateObject', 'streamObject'],
  calls: [
    {
      at: ['{xsai,@xsai/**}:{generateText,streamText,generateObject,streamObject}()'], kind: 'direct', provider: null,
      request: { model: ['model'], messages: ['messages'], tools: ['tools'], schema: ['schema'], outputLimit: ['max_tokens', 'maxTokens', 'max_completion_tokens'], toolChoice: ['toolChoice'], reasoning: ['reasoning_effort', 'reasoningEffort'], maxSteps: ['maxSteps', 'stopWhen'] },
      read: (view) => {
        const url = view.at('baseURL');
        return { provider: url ? providerOfUrl(staticText(url.value) ?? '') : null };
      },
    },
  ],
};
