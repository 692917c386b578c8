import type { Sdk } from './sdk.ts';
import { middlewarePrompt } from './langchain-middleware.ts';
import { isPutOff } from '../values/lazy.ts';
import { deref, membersOf, refTo } from '../values/value.ts';
import type { OpaqueValue, Value } from '../values/value.ts';
import type { CallView, Found, RequestParts } from './view.ts';
import { argumentAt, plainKey } from './view.ts';

const MODULE = String.raw`(?:langchain\w*(?:\.[\w.]+)?|@langchain\/[\w\/-]+|langchain\/[\w\/-]+|databricks_langchain|@langchain\/\w+)`;
const MODEL_CLASS = String.raw`(?:[\w.]*\.)?(?:Chat(?!Prompt|Message|Generation|Result|History)\w*|AzureChat\w+|AzureOpenAI|OpenAI|Anthropic\w*|Bedrock\w*|BedrockChat|Ollama\w*|VertexAI|GoogleGenerativeAI|HuggingFace(?:Endpoint|Hub|Pipeline)\w*|LlamaCpp|Cohere|MistralAI|Replicate(?:LLM)?|Fireworks|TogetherAI|WatsonxLLM|init_chat_model|initChatModel|Base(?:Chat)?(?:Language)?(?:Model|LLM)|BaseLLM|LLM|LanguageModelLike|LanguageModel|SimpleChatModel|RunnableLambda)`;
const HANDLE = String.raw`(?:\.(?:bind_tools|bindTools|bind|with_structured_output|withStructuredOutput|with_fallbacks|withFallbacks|configurable_fields|with_types|from_template)\(\))*`;
export const LANGCHAIN_MODEL = new RegExp(`^${MODULE}:${MODEL_CLASS}\\(\\)${HANDLE}$`);
const RUN = String.raw`(?:invoke|ainvoke|stream|astream|astream_events|streamEvents|batch|abatch|predict|apredict|predict_messages|apredict_messages|call|generate|agenerate|__call__)`;
const DIRECT = new RegExp(`^${MODULE}:${MODEL_CLASS}\\(\\)${HANDLE}\\.${RUN}\\(\\)$`);
/** Chains of before the pipe: `new LLMChain({ llm, prompt }).call(values)`, `RetrievalQAChain.fromLLM(llm, retriever).invoke(values)`. */
const CHAIN = new RegExp(`^${MODULE}:(?:[\\w.]*\\.)?(?:(?:LLMChain|ConversationChain|load_summarize_chain|load_qa_chain|load(?:QA\\w*|Summarization)Chain)\\(\\)|\\w*(?:QA|QAWithSources|Retrieval)\\w*(?:Chain)?\\.(?:fromLLM|from_llm|from_chain_type)\\(\\))(?:\\.(?:run|arun|predict|apredict|invoke|ainvoke|call|acall))?\\(\\)$`);
/** Ready-made pipes: `create_retrieval_chain(retriever, create_stuff_documents_chain(llm, prompt)).invoke(values)`. */
const READY_MADE = new RegExp(`^${MODULE}:(?:[\\w.]*\\.)?(?:create_stuff_documents_chain|createStuffDocumentsChain|create_retrieval_chain|createRetrievalChain|create_sql_query_chain|createSqlQueryChain)\\(\\)$`);
/** The old way: `llm(messages)`. */
const CALLED = new RegExp(`^${MODULE}:${MODEL_CLASS}\\(\\)${HANDLE}\\(\\)$`);
const AGENT = new RegExp(`^(?:langgraph(?:\\.[\\w.]+)?|${MODULE}|@langchain\\/langgraph(?:\\/[\\w]+)?|langgraph_supervisor|deepagents|langmem):(?:[\\w.]*\\.)?(?:create_react_agent|createReactAgent|create_agent|createAgent|create_deep_agent|createDeepAgent|async_create_deep_agent|create_supervisor|createSupervisor)\\(\\)$`);
const PROMPT = new RegExp(`^${MODULE}:(?:[\\w.]*\\.)?(?:ChatPromptTemplate|PromptTemplate|SystemMessagePromptTemplate|HumanMessagePromptTemplate|FewShotPromptTemplate)(?:\\(\\)|\\.(?:from_template|fromTemplate|from_messages|fromMessages|fromPromptMessages)\\(\\))`);

/** Kept elsewhere: its text is not known, but that it is a prompt is. */
const PULLED = /(?:hub[\w/]*[.:](?:default\.)?pull|\.pull_prompt|\.pullPrompt|\.getLangchainPrompt|\.get_langchain_prompt)\(\)$/;

const MODEL_ARGUMENTS = ['model', 'model_name', 'modelName', 'deployment_name', 'azure_deployment', 'azureOpenAIApiDeploymentName', 'model_id', 'modelId', 'repo_id'];

/** Only this one takes a model of its own choice. */
const WITH_DEFAULT = new RegExp(`^${MODULE}:(?:[\\w.]*\\.)?ChatOpenAI\\(\\)$`);

/** A model object's own model argument, through `bind_tools` and its kind. */
const modelOf = (value: Value, view: CallView): Found | null => {
  for (const { value: member } of membersOf(value)) {
    const plain = deref(member);
    if (plain.kind !== 'opaque') continue;
    for (let each: OpaqueValue | null = plain; each; each = each.parent) {
      if (!each.args) continue;
      const found = [...MODEL_ARGUMENTS, ...(/init_?chat_?model\(\)$/i.test(each.key) || /:(Chat\w+|OpenAI|Anthropic\w*|Ollama\w*)\(\)$/.test(each.key) ? ['#0'] : [])].map((where) => argumentAt(each!.args, where, each!.place, view.machine)).find((each) => each !== null);
      if (found && deref(found.value).kind !== 'record') return found;
      if (WITH_DEFAULT.test(each.key) && !each.args.rest) return { value: each, place: each.place };
    }
  }
  return null;
};

const PROVIDERS: readonly (readonly [RegExp, string])[] = [
  [/azure/i, 'azure'], [/bedrock|aws/i, 'aws'], [/anthropic/i, 'anthropic'], [/google|vertex|genai/i, 'google'], [/groq/i, 'groq'], [/mistral/i, 'mistral'], [/cohere/i, 'cohere'],
  [/ollama|llama_?cpp/i, 'ollama'], [/deepseek/i, 'deepseek'], [/together/i, 'together'], [/fireworks/i, 'fireworks'], [/x-?ai/i, 'x-ai'], [/openrouter/i, 'openrouter'], [/openai/i, 'openai'],
];

/** Who bills, by the class the model object was made with; null when several could. */
const providerOf = (value: Value | null): string | null => {
  const found = new Set((value ? membersOf(value) : []).map(({ value: member }) => {
    const plain = deref(member);
    const made = plain.kind === 'opaque' ? /^[^(]*/.exec(plain.key)?.[0] ?? '' : '';
    return PROVIDERS.find(([pattern]) => pattern.test(made))?.[1] ?? null;
  }));
  return found.size === 1 ? [...found][0] ?? null : null;
};

const isModel = (value: Value): boolean => membersOf(value).some(({ value: member }) => {
  const plain = deref(member);
  return plain.kind === 'opaque' && LANGCHAIN_MODEL.test(plainKey(plain.key));
});

/** `prompt | LoggedModel(ChatOpenAI())`: the models that an object of the workspace keeps. */
const modelsWithin = (stage: Value): readonly Value[] => {
  const plain = deref(stage);
  return plain.kind === 'instance' ? [...plain.attributes.values()].filter((value) => !isPutOff(value) && isModel(value)) : [];
};

const isLambda = (value: Value): boolean => {
  const plain = deref(value);
  return plain.kind === 'opaque' && /RunnableLambda\(\)$/.test(plainKey(plain.key));
};

const isPrompt = (value: Value): boolean => membersOf(value).some(({ value: member }) => {
  const plain = deref(member);
  return plain.kind === 'opaque' && (PROMPT.test(plain.key) || PULLED.test(plain.key));
});

const limits = (model: Value | null): readonly OpaqueValue[] => {
  const plain = model && deref(model);
  const calls: OpaqueValue[] = [];
  for (let each: OpaqueValue | null = plain?.kind === 'opaque' ? plain : null; each; each = each.parent) if (each.args) calls.push(each);
  return calls;
};

const fromModel = (model: Value | null, wheres: readonly string[], view: CallView): Found | null => {
  for (const call of limits(model)) {
    for (const where of wheres) {
      const found = argumentAt(call.args, where, call.place, view.machine);
      if (found) return found;
    }
  }
  return null;
};

/** `model.with_structured_output(Schema)`. */
const structuredBy = (model: Value | null): Found | null => {
  const structured = limits(model).find((call) => /\.with_?structured_?output\(\)$/i.test(call.key));
  const schema = structured?.args?.positional[0] ?? structured?.args?.named.get('schema');
  return structured && schema ? { value: schema, place: structured.place } : null;
};

/** The stages of a sequence in a sequence, also where it makes a value for the next: `RunnableSequence.from([{ question: rephrase }, answer])`. */
const stagesIn = (stage: Value, depth: number): readonly Value[] => {
  const plain = deref(stage);
  if (depth > MAX_NESTED) return [];
  if (plain.kind === 'pipe') return plain.stages.flatMap((each) => stagesIn(each, depth + 1));
  if (plain.kind === 'opaque' && READY_MADE.test(plain.key)) return partsOfReadyMade(plain).flatMap((each) => stagesIn(each, depth + 1));
  if (plain.kind === 'record') return plain.entries.flatMap((entry) => stagesIn(entry.value, depth + 1));
  return [stage];
};

const MAX_NESTED = 4;

/** What a ready-made pipe is given that matters: another one, or a prompt and a model. */
const partsOfReadyMade = ({ args }: OpaqueValue): readonly Value[] => {
  if (!args) return [];
  const options = args.positional[0] && deref(args.positional[0]);
  const named = new Map([...args.named, ...(options?.kind === 'record' ? options.entries.map((entry) => [entry.key, entry.value] as const) : [])]);
  const inner = named.get('combine_docs_chain') ?? named.get('combineDocsChain');
  if (inner) return [inner];
  return [named.get('prompt'), named.get('llm'), ...args.positional].filter((each) => each !== undefined);
};

/** `(prompt | model | parser).invoke(values)`. */
const readPipe = (view: CallView): Partial<RequestParts> | null => {
  const made = view.chain().find((call) => READY_MADE.test(call.key));
  const stages = (made ? [made] : view.call.parent?.pipe?.stages ?? []).flatMap((stage) => stagesIn(stage, 0));
  // A function among the stages may call a model; a model does. Of several, the last one answers.
  const model = stages.findLast((stage) => isModel(stage) && !isLambda(stage)) ?? stages.find(isModel) ?? stages.flatMap(modelsWithin)[0] ?? null;
  const prompt = stages.findLast(isPrompt) ?? null;
  if (!model && !prompt) return null;
  const given = view.first(['#0', 'input']);
  const values = given && deref(given.value);
  const fields = new Map(values?.kind === 'record' ? values.entries.map((entry) => [entry.key, entry.value] as const) : []);
  return {
    model: model ? modelOf(model, view) : null, provider: providerOf(model),
    messages: prompt ? { value: prompt, place: view.place } : given, fields,
    tools: fromModel(model, ['#0.tools', 'tools'], view), outputLimit: fromModel(model, ['max_tokens', 'maxTokens', 'max_output_tokens', 'max_completion_tokens'], view),
    reasoning: fromModel(model, ['reasoning_effort', 'reasoningEffort', 'thinking.type'], view), schema: structuredBy(model),
  };
};

const readDirect = (view: CallView): Partial<RequestParts> | null => {
  // `llm(messages)` calls the model object itself, `llm.invoke(messages)` a method of it.
  const receiver = (CALLED.test(view.key) ? view.call.parent : view.call.parent?.parent) ?? null;
  const bindings = view.chain();
  const tools = bindings.find((call) => /\.bind_?tools\(\)$/i.test(call.key));
  const structured = bindings.find((call) => /\.with_?structured_?output\(\)$/i.test(call.key));
  return {
    model: receiver ? modelOf(receiver, view) : null, provider: providerOf(receiver),
    messages: view.first(['#0', 'input', 'messages', 'prompt']),
    tools: tools?.args?.positional[0] ? { value: tools.args.positional[0], place: tools.place } : null,
    schema: structured?.args?.positional[0] ? { value: structured.args.positional[0], place: structured.place } : null,
    outputLimit: view.first(['^max_tokens', '^maxTokens', '^max_output_tokens', '^maxOutputTokens', '^max_completion_tokens']),
    reasoning: view.first(['^reasoning_effort', '^reasoningEffort', '^reasoning.effort', '^thinking.type']),
  };
};

const readAgent = (view: CallView): Partial<RequestParts> => {
  const model = view.first(['model', 'llm', '#0']);
  const found = model && modelOf(model.value, view);
  const system = view.first(['system_prompt', 'systemPrompt', 'prompt', 'state_modifier', 'stateModifier', 'messages_modifier', 'message_modifier', 'messageModifier', 'instructions']);
  const template = system && isPrompt(system.value);
  const made = system ? null : middlewarePrompt(view);
  return {
    model: found ?? (model && membersOf(model.value).some(({ value }) => deref(value).kind === 'text') ? model : model ? { ...model, value: refTo(model.value) } : null),
    provider: providerOf(model?.value ?? null), system: template ? null : system ?? made, messages: template ? system : null, tools: view.first(['tools', '#1']), schema: view.first(['response_format', 'responseFormat']),
    outputLimit: model && fromModel(deref(model.value), ['max_tokens', 'maxTokens', 'max_output_tokens', 'max_completion_tokens'], view), reasoning: model && fromModel(deref(model.value), ['reasoning_effort', 'reasoningEffort', 'thinking.type'], view),
  };
};

/** `AgentExecutor(agent=create_tool_calling_agent(llm, tools, prompt), tools=tools).invoke(values)`. */
const readExecutor = (view: CallView): Partial<RequestParts> => {
  const agent = view.first(['^agent']);
  const made = agent && deref(agent.value);
  const args = made?.kind === 'opaque' ? made.args : null;
  const model = (args ? argumentAt(args, 'llm', view.place, view.machine) ?? argumentAt(args, '#0', view.place, view.machine) : null) ?? view.first(['^llm', '^#1', '^#0']);
  const prompt = args ? argumentAt(args, 'prompt', view.place, view.machine) ?? argumentAt(args, '#2', view.place, view.machine) : null;
  return { model: model && modelOf(model.value, view), provider: providerOf(model?.value ?? null), messages: prompt ?? view.first(['#0', 'input']), tools: view.first(['^tools', '^#0']) };
};

export const LANGCHAIN: Sdk = {
  id: 'langchain',
  words: ['llm', '_llm', 'chat_model', 'langchain', 'langgraph', '@langchain', 'deepagents', 'langchain_core', 'langchain_openai', 'langchain_anthropic', 'langchain_community', 'langchain_google_genai', 'llm.invoke', 'llm.ainvoke', 'llm.astream', 'model.invoke', 'model.ainvoke', 'chain.invoke', 'chain.ainvoke', 'Model.invoke', 'Model.stream', 'LLM.invoke', 'Llm.invoke', 'Chain.invoke', 'Chain.stream', 'ollama.invoke', 'ollama.stream', 'Ollama.invoke', 'Ollama.stream', 'with_structured_output', 'withStructuredOutput', 'bind_tools', 'bindTools'],
  methods: ['invoke', 'ainvoke', 'stream', 'astream', 'astream_events', 'streamEvents', 'batch', 'abatch', 'predict', 'apredict', 'predict_messages', 'run', 'arun', 'call', 'generate', 'agenerate', 'create_react_agent', 'createReactAgent', 'create_agent', 'createAgent', 'create_deep_agent', 'createDeepAgent', 'async_create_deep_agent', 'create_supervisor', 'createSupervisor', 'llm', 'chat', 'chat_model', 'ChatOpenAI', 'AzureChatOpenAI', 'ChatAnthropic',
    // Streamlit's way to keep a chain between two runs of a script.
    'st.session_state'],
  calls: [
    {
      at: [DIRECT, CALLED], kind: 'direct', provider: null, request: {}, read: readDirect,
      untraced: { at: [/(?:^|[.:_])\w*(?:llm|model|LLM|Model|llm_?instance|runnable|lm|llm_with_tools|model_with_tools)(\.(bind_tools|bindTools|with_structured_output|withStructuredOutput|bind)\(\))*\.(invoke|ainvoke|stream|astream|batch|abatch)\(\)$/i], needs: ['#0'] },
    },
    { at: [/^pipe:(invoke|ainvoke|stream|astream|batch|abatch|astream_events|streamEvents|streamLog)\(\)$/, new RegExp(`${READY_MADE.source.slice(0, -1)}(?:\\.(?:pick|assign)\\(\\))*\\.${RUN}\\(\\)$`)], kind: 'direct', provider: null, request: {}, read: readPipe },
    {
      at: [new RegExp(`^${MODULE}:(?:[\\w.]*\\.)?(?:AgentExecutor(?:\\.from_agent_and_tools)?|initialize_agent|create_sql_agent|create_pandas_dataframe_agent|create_csv_agent)\\(\\)\\.(?:${RUN}|run|arun|acall)\\(\\)$`)],
      kind: 'agent', provider: null, steps: 15, request: { maxSteps: ['^max_iterations', '^maxIterations'] }, read: readExecutor,
    },
    { at: [AGENT], kind: 'agent', provider: null, request: { name: ['name'] }, read: readAgent },
    {
      at: [CHAIN],
      kind: 'direct', provider: null, request: {},
      read: (view) => {
        const model = view.first(['^llm', '^#0']);
        return { model: model && modelOf(model.value, view), provider: providerOf(model?.value ?? null), messages: view.first(['^prompt', '^#2.prompt', '^chain_type_kwargs.prompt', '#0']) };
      },
    },
  ],
  additions: [
    { at: [new RegExp(`${AGENT.source.slice(0, -1)}(?:\\.(?:invoke|ainvoke|stream|astream|astream_events|streamEvents))\\(\\)$`)], to: ['^'], request: { maxSteps: ['config.recursion_limit', '#1.recursion_limit', '#1.recursionLimit'] } },
  ],
  handles: [
    { at: [new RegExp(`^${MODULE}:(?:[\\w.]*\\.)?(?:init_chat_model|initChatModel|ChatLiteLLM\\w*)\\(\\)$`)], model: [...MODEL_ARGUMENTS, '#0'], provider: null, prefixed: true },
    { at: [WITH_DEFAULT], model: [...MODEL_ARGUMENTS, '#0'], provider: 'openai', defaultModel: 'gpt-3.5-turbo' },
    { at: [LANGCHAIN_MODEL], model: [...MODEL_ARGUMENTS, '#0'], provider: null },
  ],
};
