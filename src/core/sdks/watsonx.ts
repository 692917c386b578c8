/** IBM watsonx.ai, https://ibm.github.io/watsonx-ai-python-sdk. */
import type { Sdk } from './sdk.ts';

const MODEL = 'ibm_watsonx_ai.foundation_models{.**,}:{**.,}{ModelInference,Model}()';
const LIMITS = ['params.max_tokens', 'params.max_new_tokens', 'params.max_completion_tokens', '^params.max_tokens', '^params.max_new_tokens', '^params.max_completion_tokens'];

export const WATSONX: Sdk = {
  id: 'watsonx',
  words: ['ibm_watsonx_ai'],
  methods: ['chat', 'achat', 'chat_stream', 'achat_stream', 'generate', 'agenerate', 'generate_text', 'generate_text_stream'],
  calls: [
    { at: [`${MODEL}.{chat,achat,chat_stream,achat_stream}()`], kind: 'direct', provider: 'watsonx', request: { model: ['^model_id', '^#0'], messages: ['messages', '#0'], tools: ['tools'], outputLimit: LIMITS } },
    { at: [`${MODEL}.{generate,agenerate,generate_text,generate_text_stream}()`], id: 'watsonx.text', kind: 'direct', provider: 'watsonx', request: { model: ['^model_id', '^#0'], messages: ['prompt', '#0'], outputLimit: LIMITS } },
  ],
};
