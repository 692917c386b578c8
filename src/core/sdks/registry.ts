/** Every SDK, and the one place that decides whether a call is one of theirs. */
import { AGENT_FRAMEWORK } from './agent-framework.ts';
import { AGENT_KIT } from './agent-kit.ts';
import { AGNO } from './agno.ts';
import { ANTHROPIC } from './anthropic.ts';
import { AUTOGEN } from './autogen.ts';
import { AZURE_AGENTS } from './azure-agents.ts';
import { BROWSER_USE } from './browser-use.ts';
import { CREWAI } from './crewai.ts';
import { GOOGLE_ADK } from './google-adk.ts';
import { CLAUDE_AGENT_SDK } from './claude-agent-sdk.ts';
import { GENKIT } from './genkit.ts';
import { GOOGLE } from './google.ts';
import { HUGGINGFACE, REPLICATE } from './hosts.ts';
import { HAYSTACK } from './haystack.ts';
import { INSTRUCTOR } from './instructor.ts';
import { LANGCHAIN } from './langchain.ts';
import { LLAMA_INDEX } from './llama-index.ts';
import { OPENAI_AGENTS } from './openai-agents.ts';
import { MASTRA } from './mastra.ts';
import { OPENAI } from './openai.ts';
import { OPENROUTER } from './openrouter.ts';
import { PI } from './pi.ts';
import { PYDANTIC_AI } from './pydantic-ai.ts';
import { BEDROCK, CEREBRAS, COHERE, DSPY, FIREWORKS, GROQ, LITELLM, MISTRAL, OLLAMA, TOGETHER, TOKEN_JS } from './providers.ts';
import { RAW_HTTP } from './raw-http.ts';
import { SEMANTIC_KERNEL } from './semantic-kernel.ts';
import { SMOLAGENTS } from './smolagents.ts';
import { STRANDS } from './strands.ts';
import type { AdditionShape, AssemblyShape, CallShape, HandleShape, Sdk } from './sdk.ts';
import { VERCEL_AI } from './vercel-ai.ts';
import { VSCODE_LM } from './vscode-lm.ts';
import { WATSONX } from './watsonx.ts';
import { WORKERS_AI } from './workers-ai.ts';
import { XSAI } from './xsai.ts';
import type { CallView } from './view.ts';
import { byKey } from '../values/by-key.ts';
import { isNoCallOfItsOwn, matchesKey } from './view.ts';

export const SDKS: readonly Sdk[] = [
  INSTRUCTOR, GROQ, TOGETHER, TOKEN_JS, FIREWORKS, CEREBRAS, OPENAI, ANTHROPIC, VERCEL_AI, LANGCHAIN, LITELLM, GOOGLE, BEDROCK, MISTRAL, COHERE, OLLAMA, DSPY,
  LLAMA_INDEX, OPENAI_AGENTS, PYDANTIC_AI, CREWAI, GOOGLE_ADK, STRANDS, AUTOGEN, SMOLAGENTS, SEMANTIC_KERNEL, AGENT_FRAMEWORK, HAYSTACK, AGNO, MASTRA, AGENT_KIT, PI, GENKIT, CLAUDE_AGENT_SDK, WORKERS_AI, OPENROUTER, XSAI, HUGGINGFACE, REPLICATE, WATSONX, VSCODE_LM, AZURE_AGENTS, BROWSER_USE,
  RAW_HTTP,
];

export interface Recognised {
  readonly sdk: Sdk;
  readonly shape: CallShape;
}

const candidatesFor = byKey((key): readonly Recognised[] =>
  SDKS.flatMap((sdk) => sdk.calls.filter((shape) => matchesKey(shape.at, key)).map((shape) => ({ sdk, shape }))));

/** The SDK a call belongs to; null for anything else. `written` answers the callee's source, `mentions` answers whether the file's text holds a word of an SDK. */
export const recognise = (view: CallView, written: () => string, mentions: (sdk: Sdk) => boolean): Recognised | null => {
  if (isNoCallOfItsOwn(view.call.key)) return null;
  const key = view.key;
  if (!key.startsWith('?:')) {
    const found = candidatesFor(key)[0];
    if (found) return found;
  }
  if (isForeign(key)) return null;
  // A receiver that leads nowhere: its own package is not imported here, but the shape of the call is telling.
  const source = /^(\?|importlib)?:|^\./.test(key) ? written() : '';
  const untraced = [...untracedFor(key), ...(source === '' ? [] : untracedFor(`?:${source}()`))];
  return untraced.find(({ sdk, shape }) => shape.untraced!.needs.every((where) => view.at(where) ?? view.call.args?.rest) && mentions(sdk)) ?? null;
};

/** An object of a package that has nothing to do with models, e.g. `twilio:default().messages.create()`. */
const FOREIGN = /^(?![.~#]|@\/|\?|importlib|src\/|pipe:)(@[\w-]+\/)?[\w.-]+(\/[\w./-]+)?:/;
const NAMES_A_MODEL = /ai\b|openai|llm|gpt|claude|anthropic|gemini|genai|vertex|bedrock|model|groq|mistral|cohere|ollama|portkey|helicone|langfuse|langsmith|braintrust|posthog|instructor|agent|chat|completion|inference|copilot/i;

/** Whether the names an object was made by say that it may call a model. */
export const namesModel = (key: string): boolean => NAMES_A_MODEL.test(key) || /langchain|llama_?index|dspy|^pipe\b/i.test(key);

const isForeign = byKey((key) => {
  const made = /^[^(]*\(\)/.exec(key)?.[0] ?? '';
  return made !== '' && FOREIGN.test(key) && !NAMES_A_MODEL.test(made);
});

const untracedFor = byKey((key): readonly Recognised[] =>
  SDKS.flatMap((sdk) => sdk.calls.filter((shape) => shape.untraced?.at.some((pattern) => pattern.test(key))).map((shape) => ({ sdk, shape }))));

export const handleFor = (key: string): HandleShape | null => {
  for (const sdk of SDKS) {
    for (const handle of sdk.handles ?? []) if (matchesKey(handle.at, key)) return handle;
  }
  return null;
};

/** Whether a call with this key defines an agent. */
export const isAgent = (key: string): boolean => candidatesFor(key).some(({ shape }) => shape.kind === 'agent');

/** What a call adds to an agent made before; null for any other call. */
export const additionFor = byKey((key): AdditionShape | null => SDKS.flatMap((sdk) => sdk.additions ?? []).find((addition) => matchesKey(addition.at, key)) ?? null);

const assemblies = new Map<string, AssemblyShape | null>();

/** The kind of object that a call puts together or asks; null for any other call. */
export const assemblyFor = (key: string): AssemblyShape | null => {
  const known = assemblies.get(key);
  if (known !== undefined) return known;
  const found = SDKS.flatMap((sdk) => sdk.assembly ?? []).find(({ adds, joins, asks }) => [adds, joins, asks].some((patterns) => matchesKey(patterns, key))) ?? null;
  if (assemblies.size > 20_000) assemblies.clear();
  assemblies.set(key, found);
  return found;
};

/** The SDK whose ambient model a call sets. */
export const ambientFor = byKey((key): Sdk | null => SDKS.find((sdk) => sdk.ambient && matchesKey(sdk.ambient.at, key)) ?? null);

/** Words by which a file is worth reading. */
export const SDK_WORDS: readonly string[] = [...new Set(SDKS.flatMap((sdk) => sdk.words))];
