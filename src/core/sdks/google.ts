import { membersOf, staticText } from '../values/value.ts';
import type { Sdk } from './sdk.ts';
import type { CallView } from './view.ts';

const CONFIG = { cacheMarker: ['config.cached_content', 'config.cachedContent'], system: ['config.systemInstruction', 'config.system_instruction'], tools: ['config.tools'], schema: ['config.responseSchema', 'config.response_schema', 'config.responseJsonSchema'], outputLimit: ['config.maxOutputTokens', 'config.max_output_tokens'], reasoning: ['config.thinkingConfig.thinkingBudget', 'config.thinking_config.thinking_budget', 'config.thinking_config.thinking_level'] };
/** Models that are asked for pictures, such as `gemini-2.5-flash-image`. */
const PICTURES = /-image(?:-|$)/;

const asksForPictures = (view: CallView): boolean => {
  const model = view.first(['model', '^model', '^model_name', '^#0']);
  const ids = (model ? membersOf(model.value) : []).flatMap(({ value }) => staticText(value) ?? []);
  return ids.length > 0 && ids.every((id) => PICTURES.test(id));
};

/** `get_model("…")` and `getGenerativeModel({ model })` give model and system; the call gives the contents. */
const MODEL_FIRST = {
  model: ['^model', '^model_name', '^modelName', '^#0'], system: ['^system_instruction', '^systemInstruction', 'systemInstruction'], messages: ['contents', '#0'], tools: ['tools', '^tools'],
  outputLimit: ['generation_config.max_output_tokens', 'generationConfig.maxOutputTokens', '^generation_config.max_output_tokens', '^generationConfig.maxOutputTokens'],
  schema: ['generationConfig.responseSchema', 'generation_config.response_schema', '^generationConfig.responseSchema'],
};

export const GOOGLE: Sdk = {
  id: 'google-genai',
  words: ['google.genai', 'from google import', '@google/genai', 'google.generativeai', '@google/generative-ai', 'vertexai', '@google-cloud/vertexai', 'genai', 'generate_content', 'generateContent', 'interactions.create'],
  methods: ['interactions.create', 'generate_content', 'generate_content_stream', 'generateContent', 'generateContentStream', 'generate_content_async', 'send_message', 'send_message_stream', 'send_message_async', 'sendMessage', 'sendMessageStream'],
  calls: [
    {
      at: [/^(google\.genai|google|@google\/genai)(\.\w+)*:(genai\.|default\.)?(Client|GoogleGenAI)\(\)(\.aio)?\.models\.(generate_content|generate_content_stream|generateContent|generateContentStream)\(\)$/],
      kind: 'direct', provider: 'google', untraced: { at: [/\.models\.(generate_content|generate_content_stream|generateContent|generateContentStream)\(\)$/], needs: ['contents'] },
      request: { model: ['model'], messages: ['contents'], ...CONFIG }, read: (view) => (asksForPictures(view) ? null : {}),
    },
    {
      at: [/^(google\.genai|google|@google\/genai):(genai\.|default\.)?(Client|GoogleGenAI)\(\)(\.aio)?\.chats\.create\(\)\.(send_message|send_message_stream|sendMessage|sendMessageStream)\(\)$/],
      kind: 'direct', provider: 'google',
      request: { model: ['^model'], system: ['^config.systemInstruction', '^config.system_instruction'], messages: ['message', '#0'], tools: ['^config.tools'], outputLimit: ['^config.maxOutputTokens', '^config.max_output_tokens'] },
    },
    {
      at: [/^(google\.genai|google|@google\/genai):(genai\.|default\.)?(Client|GoogleGenAI)\(\)(\.aio)?\.interactions\.create\(\)$/],
      kind: 'direct', provider: 'google', untraced: { at: [/\.interactions\.create\(\)$/], needs: ['input'] },
      request: {
        model: ['model'], system: ['system_instruction'], messages: ['input'], tools: ['tools'], schema: ['response_format.schema', 'response_format'],
        outputLimit: ['generation_config.max_output_tokens'], reasoning: ['generation_config.thinking_level', 'generation_config.thinking_budget'],
      },
      read: (view) => (asksForPictures(view) ? null : {}),
    },
    {
      at: [/^(google\.generativeai|google|vertexai(\.\w+)*|@google\/generative-ai|@google-cloud\/vertexai)(\.\w+)*:(generativeai\.|genai\.)?([\w.]*GenerativeModel\(\)|\w*\(\)(\.preview)?\.getGenerativeModel\(\))(\.(start_chat|startChat)\(\))?\.(generate_content|generate_content_async|generateContent|generateContentStream|send_message|send_message_async|sendMessage|sendMessageStream)\(\)$/],
      id: 'google-generativeai', kind: 'direct', provider: 'google',
      // A model handed in without its type goes by its name.
      untraced: { at: [/(?:model|llm|gemini)\.(?:generate_content|generate_content_async|generateContent|generateContentStream)\(\)$/i], needs: [] },
      request: MODEL_FIRST,
    },
  ],
};
