/** SDKs whose calls are one shape each. */
import { deref, membersOf, staticText } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { readRouter } from './litellm-router.ts';
import { providerOfName } from './provider-names.ts';
import type { Sdk } from './sdk.ts';
import type { CallView, Found } from './view.ts';

const CHAT = { model: ['model'], messages: ['messages'], tools: ['tools'], schema: ['response_format', 'responseFormat', 'format'], outputLimit: ['max_tokens', 'maxTokens', 'max_completion_tokens', 'options.num_predict'], toolChoice: ['tool_choice', 'toolChoice'], reasoning: ['reasoning_effort'] };

export const GROQ: Sdk = {
  id: 'groq', words: ['groq', 'groq-sdk'],
  methods: ['completions.create', 'completions.stream'],
  calls: [{ at: ['{groq,groq-sdk}:{default,Groq,AsyncGroq,}().chat.completions.{create,stream}()'], kind: 'direct', provider: 'groq', request: CHAT }],
};

export const TOGETHER: Sdk = {
  id: 'together', words: ['from together', 'import together', 'together-ai'],
  methods: ['completions.create', 'completions.stream'],
  calls: [{ at: ['{together,together-ai}:{default,Together,AsyncTogether,}().{chat.,}completions.{create,stream}()'], kind: 'direct', provider: 'together', request: { ...CHAT, messages: ['messages', 'prompt'] } }],
};

export const FIREWORKS: Sdk = {
  id: 'fireworks', words: ['fireworks'],
  methods: ['completions.create', 'completions.acreate', 'ChatCompletion.create', 'ChatCompletion.acreate', 'Completion.create'],
  calls: [
    { at: ['fireworks{.client,}:{Fireworks,AsyncFireworks,LLM}(){.chat,}.completions.{create,acreate}()'], kind: 'direct', provider: 'fireworks', request: { ...CHAT, model: ['model', '^model'], messages: ['messages', 'prompt'] } },
    { at: ['fireworks{.client,}:{fireworks.,}{client.,}{ChatCompletion,Completion}.{create,acreate}()'], kind: 'direct', provider: 'fireworks', request: { ...CHAT, messages: ['messages', 'prompt_or_messages', 'prompt'] } },
  ],
};

export const CEREBRAS: Sdk = {
  id: 'cerebras', words: ['cerebras'],
  methods: ['completions.create'],
  calls: [{ at: ['{cerebras.cloud.sdk,@cerebras/cerebras_cloud_sdk}:{default,Cerebras,AsyncCerebras}().chat.completions.create()'], kind: 'direct', provider: 'cerebras', request: CHAT }],
};

export const MISTRAL: Sdk = {
  id: 'mistral', words: ['mistralai', '@mistralai', 'mistral'],
  methods: ['chat', 'complete', 'complete_async', 'stream', 'stream_async', 'parse', 'parse_async', 'chatStream', 'chat_stream', 'agents.create', 'conversations.start', 'conversations.append'],
  calls: [
    {
      at: ['{mistralai,mistralai.**,@mistralai/**}:{default,Mistral,MistralClient,MistralAsyncClient,}().{chat,chat.complete,chat.complete_async,chat.stream,chat.stream_async,chat.parse,chat.parse_async,chatStream,chat_stream,fim.complete,agents.complete}()'],
      kind: 'direct', provider: 'mistral', request: { ...CHAT, messages: ['messages', 'prompt'] },
      untraced: { at: [/\.chat\.(complete|stream|complete_async|stream_async)\(\)$/], needs: ['messages'] },
    },
    {
      at: ['{mistralai,mistralai.**,@mistralai/**}:{default,Mistral}().beta.agents.{create,create_async}()'], id: 'mistral.agent', kind: 'agent', provider: 'mistral',
      request: { model: ['model'], system: ['instructions'], tools: ['tools'], outputLimit: ['completion_args.max_tokens', 'completionArgs.maxTokens'], schema: ['completion_args.response_format', 'completionArgs.responseFormat'], name: ['name'] },
    },
    {
      at: ['{mistralai,mistralai.**,@mistralai/**}:{default,Mistral}().beta.conversations.{start,start_async,start_stream,startStream,append}()'], id: 'mistral.conversations', kind: 'direct', provider: 'mistral',
      request: { model: ['model', 'agent_id'], system: ['instructions'], messages: ['inputs'], tools: ['tools'], outputLimit: ['completion_args.max_tokens', 'completionArgs.maxTokens'] },
    },
  ],
};

export const COHERE: Sdk = {
  id: 'cohere', words: ['cohere', 'cohere-ai', 'cohere_aws'],
  methods: ['chat', 'chat_stream', 'chatStream', 'generate'],
  calls: [
    {
      at: ['{cohere,cohere-ai,cohere_aws}:{default.,}{Client,ClientV2,AsyncClient,AsyncClientV2,CohereClient,CohereClientV2,BedrockClient,BedrockClientV2,SagemakerClient,SagemakerClientV2}(){.v2,}.{chat,chat_stream,chatStream,generate}()'],
      kind: 'direct', provider: 'cohere', request: { model: ['model'], system: ['preamble'], messages: ['messages', 'message', 'prompt'], tools: ['tools'], schema: ['response_format.schema', 'response_format.json_schema', 'responseFormat.jsonSchema'], outputLimit: ['max_tokens', 'maxTokens'], reasoning: ['thinking.type'] },
    },
  ],
};

export const OLLAMA: Sdk = {
  id: 'ollama', words: ['ollama'],
  methods: ['chat', 'generate'],
  calls: [
    {
      at: ['{ollama,ollama/**}:{default.,ollama.,}{chat,generate}()', '{ollama,ollama/**}:{default,Ollama,Client,AsyncClient}().{chat,generate}()'],
      kind: 'direct', provider: 'ollama', request: { ...CHAT, model: ['model', '#0'], system: ['system'], messages: ['messages', 'prompt', '#1'], reasoning: ['think'] },
    },
  ],
};

const LITELLM_REQUEST = { ...CHAT, model: ['model', '#0'], system: ['instructions'], messages: ['messages', '#1', 'input', 'prompt'], outputLimit: [...CHAT.outputLimit, 'max_output_tokens'], reasoning: ['reasoning_effort', 'thinking.type', 'reasoning.effort'] };

export const LITELLM: Sdk = {
  id: 'litellm', words: ['litellm'],
  methods: ['completion', 'acompletion', 'text_completion', 'responses', 'aresponses', 'batch_completion', 'completion_with_retries'],
  calls: [
    { at: ['litellm:{litellm.,main.,}{completion,acompletion,text_completion,responses,aresponses,batch_completion,completion_with_retries}()'], kind: 'direct', provider: null, prefixed: true, request: LITELLM_REQUEST },
    { at: ['litellm{.router,}:Router().{completion,acompletion}()'], kind: 'direct', provider: null, prefixed: true, request: LITELLM_REQUEST, read: readRouter },
  ],
};

/** https://github.com/token-js/token.js: OpenAI's call for every provider, which is named beside the model. */
export const TOKEN_JS: Sdk = {
  id: 'token.js', words: ['token.js'],
  methods: ['completions.create'],
  calls: [
    {
      at: ['token.js:TokenJS(){.extendModelList(),}.chat.completions.create()'], kind: 'direct', provider: null, request: CHAT,
      read: (view) => {
        const named = view.at('provider');
        return { provider: named ? providerOfName(staticText(named.value) ?? '') : null };
      },
    },
  ],
};

/** Models that Bedrock invokes alike and that answer no text: pictures, speech, vectors, ranks. */
const OTHER_KINDS = /stability\.|titan-(?:image|embed)|nova-(?:canvas|reel|sonic|2-sonic|multimodal-embed)|embed|rerank|luma\./;

const EMBEDDING_KEYS = /^(texts|input_type|embedding_types|embeddingConfig|embeddingTypes|dimensions)$/;

/** Whether a body for `InvokeModel` asks for something else than text: by its model, its keys, or where it is written. */
const asksForNoText = (view: CallView, body: Found | null, model: Found | null): boolean => {
  const asks = (value: Value): boolean => membersOf(value).some((member) => {
    const plain = deref(member.value);
    if (plain.kind === 'text') return plain.jsonOf !== undefined && asks(plain.jsonOf);
    if (plain.kind === 'opaque') return plain.args?.positional.some(asks) ?? false;
    return plain.kind === 'record' && plain.entries.some((entry) => EMBEDDING_KEYS.test(entry.key));
  });
  const ids = (model ? membersOf(model.value) : []).map(({ value }) => staticText(value)).filter((id) => id !== null);
  return (ids.length > 0 && ids.every((id) => OTHER_KINDS.test(id))) || /embed[^/]*(?:\/[^/]*)?$/i.test(view.place.file) || (body !== null && asks(body.value));
};

export const BEDROCK: Sdk = {
  id: 'bedrock.converse', words: ['bedrock', 'bedrock-runtime', '@aws-sdk/client-bedrock-runtime'],
  methods: ['converse', 'converse_stream', 'converseStream', 'invoke_model', 'invoke_model_with_response_stream', 'invokeModel', 'send'],
  calls: [
    {
      at: [/:(boto3\.)?(Session\(\)\.)?(client|resource)\(\)\.(converse|converse_stream)\(\)$/, /:get_session\(\)\.create_client\(\)\.(converse|converse_stream)\(\)$/],
      kind: 'direct', provider: 'aws', untraced: { at: [/\.(converse|converse_stream)\(\)$/], needs: ['modelId'] },
      request: {
        model: ['modelId'], system: ['system'], messages: ['messages'], tools: ['toolConfig.tools'], outputLimit: ['inferenceConfig.maxTokens'],
        reasoning: ['additionalModelRequestFields.thinking.type', 'additionalModelRequestFields.reasoning_effort', 'additionalModelRequestFields.reasoningConfig.type'], schema: ['outputConfig.textFormat.structure.jsonSchema.schema'],
      },
    },
    {
      at: [/:(boto3\.)?(Session\(\)\.)?(client|resource)\(\)\.(invoke_model|invoke_model_with_response_stream)\(\)$/, /:get_session\(\)\.create_client\(\)\.(invoke_model|invoke_model_with_response_stream)\(\)$/],
      id: 'bedrock.invoke_model', kind: 'direct', provider: 'aws', read: (view) => (asksForNoText(view, view.at('body'), view.at('modelId')) ? null : {}), untraced: { at: [/\.(invoke_model|invoke_model_with_response_stream)\(\)$/], needs: ['body'] },
      request: {
        model: ['modelId'], messages: ['body'], tools: ['body.tools', 'body.toolConfig.tools'], reasoning: ['body.thinking.type'],
        outputLimit: ['body.max_tokens', 'body.max_gen_len', 'body.max_tokens_to_sample', 'body.maxTokens', 'body.textGenerationConfig.maxTokenCount', 'body.inferenceConfig.maxTokens', 'body.inferenceConfig.max_new_tokens'],
      },
    },
    {
      // The command says what it is, wherever the client comes from.
      at: [/^@aws-sdk\/[^:]*:.*\.send\(\)$/], kind: 'direct', provider: 'aws', untraced: { at: [/\.send\(\)$/], needs: ['#0'] },
      request: {
        system: ['#0.system'], tools: ['#0.toolConfig.tools', '#0.body.tools'], outputLimit: ['#0.inferenceConfig.maxTokens', '#0.body.max_tokens', '#0.body.max_tokens_to_sample', '#0.body.textGenerationConfig.maxTokenCount', '#0.body.max_gen_len', '#0.body.inferenceConfig.maxTokens'],
        reasoning: ['#0.additionalModelRequestFields.thinking.type', '#0.additionalModelRequestFields.reasoning_config.type', '#0.body.thinking.type'],
      },
      read: (view) => {
        const command = view.call.args?.positional[0] && deref(view.call.args.positional[0]);
        const of = command?.kind === 'opaque' ? /(Converse|ConverseStream|InvokeModel\w*)Command\(\)$/.exec(command.key) : null;
        if (of?.[1]?.startsWith('Invoke') && asksForNoText(view, view.at('#0.body'), view.at('#0.modelId'))) return null;
        return of ? { model: view.at('#0.modelId'), messages: view.at('#0.messages') ?? view.at('#0.body'), ...(of[1]?.startsWith('Invoke') ? { id: 'bedrock.invoke_model' } : {}) } : null;
      },
    },
    {
      at: ['@aws-sdk/client-bedrock-runtime:{BedrockRuntimeClient,BedrockRuntime}().{converse,converseStream,invokeModel}()'],
      kind: 'direct', provider: 'aws',
      request: { model: ['modelId'], system: ['system'], messages: ['messages', 'body'], tools: ['toolConfig.tools'], outputLimit: ['inferenceConfig.maxTokens'] },
    },
  ],
};

export const DSPY: Sdk = {
  id: 'dspy', words: ['dspy'],
  methods: ['Predict', 'ChainOfThought', 'ChainOfThoughtWithHint', 'ProgramOfThought', 'ReAct', 'MultiChainComparison', 'TypedPredictor', 'TypedChainOfThought', 'CodeAct', 'RLM', 'lm', 'LM'],
  calls: [
    { at: ['dspy{.**,}:{**.,}{Predict,ChainOfThought,ChainOfThoughtWithHint,ProgramOfThought,ReAct,MultiChainComparison,TypedPredictor,TypedChainOfThought,CodeAct,RLM}()'], kind: 'signature', provider: null, request: { messages: ['signature', '#0'], tools: ['tools', '#1'], maxSteps: ['max_iters'], outputLimit: ['max_tokens', 'config.max_tokens'] } },
    {
      at: ['dspy{.**,}:{**.,}{LM,OpenAI,HFClientVLLM,OllamaLocal}(){,.forward,.acall,.aforward}()'], id: 'dspy.lm', kind: 'direct', provider: null, prefixed: true,
      request: { model: ['^model', '^#0'], messages: ['prompt', 'messages', '#0'], outputLimit: ['max_tokens', '^max_tokens'], reasoning: ['^reasoning_effort'] },
    },
  ],
  handles: [{ at: ['dspy{.**,}:{**.,}LM()'], model: ['model', '#0'], provider: null, prefixed: true }],
  ambient: { at: ['dspy{.**,}:{settings.,}configure()'], model: ['lm'] },
};
