/** Places that host models of every kind behind one SDK: Hugging Face Inference, Replicate. */
import { staticText } from '../values/value.ts';
import type { Sdk } from './sdk.ts';

export const HUGGINGFACE: Sdk = {
  id: 'huggingface', words: ['@huggingface/inference', 'huggingface_hub'],
  methods: ['chatCompletion', 'chatCompletionStream', 'textGeneration', 'textGenerationStream', 'chat_completion', 'text_generation', 'completions.create'],
  calls: [
    {
      at: ['@huggingface/inference:{HfInference,InferenceClient,}{(),().endpoint()}.{chatCompletion,chatCompletionStream}()', '@huggingface/inference:{chatCompletion,chatCompletionStream}()', 'huggingface_hub:{InferenceClient,AsyncInferenceClient}().{chat_completion,chat.completions.create}()'],
      kind: 'direct', provider: 'huggingface',
      request: { model: ['model', '^model', '^#0'], messages: ['messages', '#0'], tools: ['tools'], schema: ['response_format'], outputLimit: ['max_tokens'] },
    },
    {
      at: ['@huggingface/inference:{HfInference,InferenceClient,}{(),().endpoint()}.{textGeneration,textGenerationStream}()', '@huggingface/inference:{textGeneration,textGenerationStream}()', 'huggingface_hub:{InferenceClient,AsyncInferenceClient}().text_generation()'],
      id: 'huggingface.text', kind: 'direct', provider: 'huggingface',
      request: { model: ['model', '^model', '^#0'], messages: ['inputs', 'prompt', '#0'], outputLimit: ['parameters.max_new_tokens', 'max_new_tokens'] },
    },
  ],
};

/** Replicate runs pictures and sounds the same way; a language model is told by its name or by what it is given. */
const LANGUAGE_MODEL = /llama|claude|gpt-|mistral|mixtral|gemini|gemma|deepseek|qwen|granite|phi-|falcon|vicuna|command-r|\bo[134]\b/i;

export const REPLICATE: Sdk = {
  id: 'replicate', words: ['replicate'], methods: ['replicate.run', 'replicate.stream', 'run', 'stream'],
  calls: [
    {
      at: ['replicate:{default,Replicate,Client,replicate.,}{().,}{run,stream,async_run,async_stream}()'], kind: 'direct', provider: 'replicate',
      request: { model: ['#0'], system: ['#1.input.system_prompt', 'input.system_prompt'], messages: ['#1.input.messages', '#1.input.prompt', 'input.prompt'], outputLimit: ['#1.input.max_tokens', '#1.input.max_new_tokens', 'input.max_tokens', 'input.max_new_tokens'] },
      read: (view) => {
        const model = view.at('#0');
        const id = model ? staticText(model.value) : null;
        const speaks = view.first(['#1.input.system_prompt', 'input.system_prompt', '#1.input.max_tokens', 'input.max_tokens', '#1.input.max_new_tokens', 'input.max_new_tokens']) !== null;
        return (id !== null && LANGUAGE_MODEL.test(id)) || speaks ? {} : null;
      },
    },
  ],
};
