/** LlamaIndex: models, query and chat engines, agents; https://docs.llamaindex.ai. */
import { deref } from '../values/value.ts';
import type { Sdk } from './sdk.ts';
import type { CallView, RequestParts } from './view.ts';

const MODEL = '{llama_index.llms,llama_index.llms.**,llama_index.core.llms,llama_index.core.llms.**,llama_index.core.base.llms.**,@llamaindex/**,llamaindex}:{default.,**.,}{OpenAI,OpenAILike,OpenAIResponses,AzureOpenAI,Anthropic,Gemini,GoogleGenAI,Vertex,Ollama,Groq,MistralAI,Mistral,Cohere,Bedrock,BedrockConverse,TogetherLLM,Fireworks,OpenRouter,DeepSeek,Perplexity,HuggingFaceLLM,HuggingFaceInferenceAPI,LiteLLM,NVIDIA,LlamaCPP,Replicate,DashScope,Cerebras,LMStudio,Vllm,Databricks,LLM,FunctionCallingLLM,CustomLLM,BaseLLM,BaseLlm,openai,anthropic,gemini,ollama,groq,mistral,deepseek,bedrock}()';
const SETTINGS = '{llama_index.core,llama_index.core.settings,llamaindex}:{Settings,settings.Settings}.{llm,_llm}';
const WRAPPED = '{,.as_structured_llm()}';
const ENGINE = '{llama_index.core,llama_index.core.**,llamaindex,llama_index.**,@llamaindex/**,llama-cloud-services}:**';
const AGENT = '{llama_index.agent,llama_index.core.agent,llama_index.core.agent.**,llama_index.agent.**,@llamaindex/workflow,llamaindex}:{**.,}';
const LIMITS = ['^max_tokens', '^max_new_tokens', '^num_output', '^max_output_tokens', '^maxTokens'];

const readModel = (view: CallView): Partial<RequestParts> => {
  let made = view.call.parent?.parent ?? null;
  if (made?.parent && /as_structured_llm\(\)$/.test(made.key)) made = made.parent.parent;
  return made?.args ? { model: { value: made, place: made.place } } : {};
};

/** `llm.predict(PromptTemplate("… {x}"), x=…)`: the arguments fill the template. */
const readPredict = (view: CallView): Partial<RequestParts> => {
  const template = view.first(/structured_predict\(\)$/.test(view.key) ? ['prompt', '#1'] : ['prompt', '#0']);
  const made = template && deref(template.value);
  const text = made?.kind === 'opaque' && /Template(\.from_\w+)?\(\)$/.test(made.key) ? made.args?.named.get('template') ?? made.args?.named.get('message_templates') ?? made.args?.positional[0] : undefined;
  return { ...readModel(view), messages: text && template && made?.kind === 'text' ? { value: text, place: template.place } : template, fields: new Map(view.call.args?.named ?? []) };
};

const REQUEST = { messages: ['messages', 'prompt', 'chat_history', '#0'], tools: ['tools'], schema: ['^output_cls', '^#0.output_cls'], outputLimit: LIMITS, reasoning: ['^reasoning_effort', '^thinking_dict.type'] };

export const LLAMA_INDEX: Sdk = {
  id: 'llama-index',
  words: ['llama_index', 'llamaindex', '@llamaindex'],
  methods: ['complete', 'acomplete', 'chat', 'achat', 'stream_complete', 'astream_complete', 'stream_chat', 'astream_chat', 'predict', 'apredict', 'structured_predict', 'astructured_predict', 'chat_with_tools', 'achat_with_tools', 'predict_and_call', 'query', 'aquery', 'FunctionAgent', 'ReActAgent', 'CodeActAgent', 'AgentWorkflow', 'from_tools', 'from_tools_or_functions', 'agent'],
  calls: [
    { at: [`{${MODEL},${SETTINGS}}${WRAPPED}.{complete,acomplete,chat,achat,stream_complete,astream_complete,stream_chat,astream_chat}()`], kind: 'direct', provider: null, request: REQUEST, read: readModel },
    { at: [`{${MODEL},${SETTINGS}}.{chat_with_tools,achat_with_tools,stream_chat_with_tools,astream_chat_with_tools,predict_and_call}()`], kind: 'direct', provider: null, request: { ...REQUEST, messages: ['user_msg', 'chat_history', '#1'], tools: ['tools', '#0'] }, read: readModel },
    { at: [`{${MODEL},${SETTINGS}}.{predict,apredict,stream,astream}()`], kind: 'direct', provider: null, request: { outputLimit: LIMITS }, read: readPredict },
    { at: [`{${MODEL},${SETTINGS}}.{structured_predict,astructured_predict,stream_structured_predict}()`], kind: 'direct', provider: null, request: { outputLimit: LIMITS, schema: ['output_cls', '#0'] }, read: readPredict },
    {
      at: [`${ENGINE}.{as_query_engine,asQueryEngine}().{query,aquery}()`, `${ENGINE}.{as_chat_engine,asChatEngine}().{chat,achat,stream_chat,astream_chat}()`, `${ENGINE}{QueryEngine,ChatEngine}{,.from_args,.from_defaults,.fromDefaults}().{query,aquery,chat,achat,stream_chat}()`],
      id: 'llama-index.engine', kind: 'direct', provider: null,
      request: { model: ['^llm'], system: ['^system_prompt', '^text_qa_template'], messages: ['message', 'query', '#0'] },
    },
    {
      at: [`${AGENT}{FunctionAgent,ReActAgent,CodeActAgent,FunctionCallingAgent,OpenAIAgent,FunctionCallingAgentWorker,ReActAgentWorker}{,.from_tools}()`, `${AGENT}AgentWorkflow.from_tools_or_functions()`],
      id: 'llama-index.agent', kind: 'agent', provider: null, steps: 20,
      request: { model: ['llm'], system: ['system_prompt+context'], tools: ['tools', 'tools_or_functions', '#0'], schema: ['output_cls'], maxSteps: ['max_iterations'], outputLimit: ['llm.max_tokens'], name: ['name'] },
    },
    { at: ['{@llamaindex/workflow,llamaindex}:agent()'], id: 'llama-index.agent', kind: 'agent', provider: null, request: { model: ['llm'], system: ['systemPrompt'], tools: ['tools'], name: ['name'] } },
  ],
  handles: [
    { at: ['llama_index.llms.litellm{.**,}:LiteLLM()'], model: ['model'], provider: null, prefixed: true, defaultModel: 'gpt-3.5-turbo' },
    { at: ['llama_index.llms.openai{.**,}:OpenAI()'], model: ['model', '#0'], provider: 'openai', defaultModel: 'gpt-3.5-turbo' },
    { at: ['llama_index.llms.openai{.**,}:OpenAIResponses()'], model: ['model', '#0'], provider: 'openai', defaultModel: 'gpt-4o-mini' },
    { at: ['llama_index.llms.anthropic{.**,}:Anthropic()'], model: ['model', '#0'], provider: 'anthropic', defaultModel: 'claude-2.1' },
    { at: [MODEL], model: ['model', 'model_name', 'model_id', 'engine', 'deployment_name', '#0'], provider: null },
  ],
  ambient: { at: [SETTINGS], model: [] },
  additions: [{ at: [`${AGENT}**.run()`], to: ['^'], request: { maxSteps: ['max_iterations'] } }],
};
