/** Vercel's AI SDK, https://ai-sdk.dev. */
import { deref, membersOf, staticText } from '../values/value.ts';
import type { RecordValue, Value } from '../values/value.ts';
import type { CallView, Found } from './view.ts';
import type { Sdk } from './sdk.ts';

const REQUEST = {
  model: ['model'], system: ['system', 'instructions'], messages: ['messages', 'prompt'], tools: ['tools'], schema: ['schema', 'output.schema', 'experimental_output.schema', 'output.element', 'output'],
  outputLimit: ['maxOutputTokens', 'maxTokens'], toolChoice: ['toolChoice'], maxSteps: ['maxSteps', 'stopWhen', 'experimental_continueSteps'],
  reasoning: ['providerOptions.openai.reasoningEffort', 'providerOptions.anthropic.thinking.type', 'providerOptions.anthropic.effort', 'providerOptions.google.thinkingConfig.thinkingBudget', 'providerOptions.google.thinkingConfig.thinkingLevel', 'providerOptions.xai.reasoningEffort', 'providerOptions.groq.reasoningEffort', 'providerOptions.bedrock.reasoningConfig.type', 'providerOptions.azure.reasoningEffort', 'providerOptions.openrouter.reasoning.effort', 'reasoning'],
  name: ['experimental_telemetry.functionId', 'telemetry.functionId'],
};

/** `Output.text()` and `Output.choice()` send no schema. */
const schemaOf = (view: CallView): { readonly schema: Found | null } => {
  const found = view.first(REQUEST.schema);
  const plain = found && deref(found.value);
  return { schema: plain?.kind === 'text' || (plain?.kind === 'opaque' && /Output\.(text|choice|json)\(\)$/.test(plain.key)) ? null : found };
};

const MAX_ALIASES = 24;

/** `customProvider({ languageModels: { fast } }).languageModel('fast')`: the model behind the alias, or any of them where the alias is not known. */
const aliased = (view: CallView): Found | null => {
  const name = view.at('#0');
  const known = name && view.at('^languageModels');
  const models = known ? membersOf(known.value).flatMap(({ value }) => entriesOf(value)) : [];
  if (!name || models.length === 0) return name;
  const aliases = membersOf(name.value).map(({ value }) => staticText(value));
  const meant = aliases.every((alias) => alias !== null) ? models.filter(({ key }) => aliases.includes(key)) : models.slice(0, MAX_ALIASES);
  const [only, ...others] = meant;
  if (!only) return view.at('^fallbackProvider') ? name : null;
  return { value: others.length === 0 ? only.value : { kind: 'union', members: meant.map(({ key, value }) => ({ value, when: `it is ${key}` })), cut: models.length > MAX_ALIASES }, place: only.place };
};

const entriesOf = (value: Value): RecordValue['entries'] => {
  const plain = deref(value);
  return plain.kind === 'record' ? plain.entries : [];
};

/** Steps of an agent when no condition says so: one before version 6, twenty since. */
const AGENT_STEPS = 20;

export const VERCEL_AI: Sdk = {
  id: 'vercel-ai',
  words: ["'ai'", '"ai"', '@ai-sdk', 'generateText', 'streamText', 'generateObject', 'streamObject'],
  methods: ['generateText', 'streamText', 'generateObject', 'streamObject', 'streamUI', 'experimental_generateText', 'ToolLoopAgent', 'Agent', 'Experimental_Agent'],
  calls: [
    {
      at: ['{ai,ai/rsc,@ai-sdk/rsc,braintrust,langsmith/experimental/vercel,@mastra/**}:{**.,}{generateText,streamText,generateObject,streamObject,streamUI,experimental_generateText}()'],
      kind: 'direct', provider: null, prefixed: true, request: REQUEST, read: schemaOf,
    },
    { at: ['ai:ToolLoopAgent()'], kind: 'agent', provider: null, prefixed: true, steps: AGENT_STEPS, request: REQUEST, read: schemaOf },
    { at: ['ai:{Agent,Experimental_Agent}()'], kind: 'agent', provider: null, prefixed: true, steps: 1, request: REQUEST, read: schemaOf },
  ],
  handles: [
    { at: ['{ai,@ai-sdk/gateway,@vercel/ai-sdk-gateway}:{gateway,createGateway()}{,.languageModel,.chat}()'], model: ['#0'], provider: null, prefixed: true },
    { at: ['ai:{createProviderRegistry,experimental_createProviderRegistry}().languageModel()'], model: ['#0'], provider: null, prefixed: true },
    { at: ['ai:{customProvider,experimental_customProvider}().languageModel()'], model: ['#0'], provider: null, read: aliased },
    { at: ['{ai,@ai-sdk/**}:{wrapLanguageModel,experimental_wrapLanguageModel,wrapProvider}()', '{@posthog/ai/**,@posthog/ai,braintrust,@langfuse/**,langsmith/**,@ai-sdk/devtools}:{**.,}{withTracing,wrapAISDKModel}()', 'ai-retry:createRetryable()'], model: ['model', '#0'], provider: null },
    { at: ['{@openrouter/ai-sdk-provider}:**()'], model: ['#0'], provider: 'openrouter' },
    { at: ['{@ai-sdk/**,ollama-ai-provider**,workers-ai-provider,@requesty/ai-sdk,@portkey-ai/vercel-provider,@mem0/vercel-ai-provider,@ai-sdk-tool/**,ai-sdk-provider-**,@*/ai-sdk-provider}:**()'], model: ['#0'], provider: null },
  ],
};
