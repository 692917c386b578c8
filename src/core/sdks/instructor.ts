/** Instructor: a provider's client that answers with a validated object; https://python.useinstructor.com. */
import { deref } from '../values/value.ts';
import { providerOfBaseUrl } from './base-url.ts';
import { providerOfName } from './provider-names.ts';
import type { Sdk } from './sdk.ts';
import type { CallView, RequestParts } from './view.ts';

const CLIENT = '{instructor,instructor.**,@instructor-ai/instructor}:{default,{**.,}{from_openai,from_anthropic,from_litellm,from_gemini,from_genai,from_vertexai,from_mistral,from_groq,from_cohere,from_fireworks,from_cerebras,from_bedrock,from_xai,from_perplexity,from_provider,patch,apatch,Instructor,AsyncInstructor}}()';

const readClient = (view: CallView): Partial<RequestParts> => {
  const made = view.chain().at(-1);
  if (!made) return {};
  if (/from_provider\(\)$/.test(made.key)) return { model: view.at('model') ?? view.at('^model') ?? view.at('^#0') };
  const inner = view.first(['^client', '^#0']);
  const wrapped = inner && deref(inner.value);
  const provider = providerOfName(wrapped?.kind === 'opaque' ? wrapped.key : made.key);
  return provider === null ? {} : provider === 'openai' ? providerOfBaseUrl(provider)(view) : { provider };
};

export const INSTRUCTOR: Sdk = {
  id: 'instructor',
  words: ['instructor', '@instructor-ai/instructor'],
  methods: ['completions.create', 'messages.create', 'create', 'create_with_completion', 'create_partial', 'create_iterable'],
  calls: [
    {
      at: [`${CLIENT}{.chat.completions,.chat,.completions,.messages,.beta.messages,}.{create,create_with_completion,create_partial,create_iterable}()`],
      kind: 'direct', provider: null, prefixed: true,
      request: {
        model: ['model', '^model', '^#0.model_name', '^client.model_name'], system: ['system'], messages: ['messages'], tools: ['tools'], schema: ['response_model'], outputLimit: ['max_tokens', 'max_completion_tokens'],
        reasoning: ['reasoning_effort', 'thinking.type'],
      },
      read: readClient,
    },
  ],
};
