/** Semantic Kernel, https://learn.microsoft.com/semantic-kernel. */
import { deref } from '../values/value.ts';
import type { Sdk } from './sdk.ts';
import { argumentAt } from './view.ts';
import type { CallView, RequestParts } from './view.ts';

const SERVICE = '{semantic_kernel.connectors.ai.**,semantic_kernel.connectors.ai}:{**.,}*{ChatCompletion,TextCompletion,ChatCompletionClientBase}()';
const KERNEL = 'semantic_kernel{.**,}:{**.,}Kernel()';
const AGENT = 'semantic_kernel.agents{.**,}:{**.,}{ChatCompletionAgent,OpenAIResponsesAgent,AzureResponsesAgent}()';
const LIMITS = ['settings.max_tokens', 'settings.max_completion_tokens', '#1.max_tokens', '#1.max_completion_tokens'];

/** A kernel runs functions of code and functions made of a prompt; only these call a model. */
const readInvoke = (view: CallView): Partial<RequestParts> | null => {
  const given = view.first(['function', '#0']);
  const made = given && deref(given.value);
  if (made?.kind !== 'opaque' || !made.args || !/(add_function|KernelFunctionFromPrompt|KernelFunction\.from_prompt)\(\)$/.test(made.key)) return null;
  const within = (where: string) => argumentAt(made.args, where, made.place, view.machine);
  const prompt = within('prompt') ?? within('prompt_template_config.template');
  return prompt ? { messages: prompt, outputLimit: within('prompt_execution_settings.max_tokens') ?? within('prompt_template_config.execution_settings.max_tokens') } : null;
};

export const SEMANTIC_KERNEL: Sdk = {
  id: 'semantic-kernel',
  words: ['semantic_kernel', 'invoke_prompt', 'kernel.invoke'],
  methods: ['ChatCompletionAgent', 'OpenAIResponsesAgent', 'invoke_prompt', 'invoke_prompt_stream', 'get_chat_message_content', 'get_chat_message_contents', 'get_streaming_chat_message_content', 'get_streaming_chat_message_contents', 'get_text_content', 'get_text_contents', 'invoke', 'invoke_stream'],
  calls: [
    {
      at: [AGENT], kind: 'agent', provider: null,
      request: { model: ['service', 'ai_model_id'], system: ['instructions', 'prompt_template_config.template'], tools: ['plugins'], schema: ['arguments.settings.response_format', 'response_format'], outputLimit: ['arguments.settings.max_tokens', 'arguments.settings.max_completion_tokens'], name: ['name'], reasoning: ['arguments.settings.reasoning_effort'] },
    },
    {
      at: [`${SERVICE}.{get_chat_message_content,get_chat_message_contents,get_streaming_chat_message_content,get_streaming_chat_message_contents}()`], kind: 'direct', provider: null,
      request: { messages: ['chat_history', '#0'], outputLimit: LIMITS, schema: ['settings.response_format', '#1.response_format'], reasoning: ['settings.reasoning_effort', '#1.reasoning_effort'] }, read: serviceOf,
    },
    { at: [`${SERVICE}.{get_text_content,get_text_contents}()`], kind: 'direct', provider: null, request: { messages: ['prompt', '#0'], outputLimit: LIMITS }, read: serviceOf },
    { at: [`${KERNEL}.{invoke_prompt,invoke_prompt_stream}()`], id: 'semantic-kernel.kernel', kind: 'direct', provider: null, request: { messages: ['prompt', '#0'] } },
    { at: [`${KERNEL}.{invoke,invoke_stream}()`], id: 'semantic-kernel.kernel', kind: 'direct', provider: null, request: {}, read: readInvoke },
  ],
  // A kernel's functions and agents go to the service it was given.
  assembly: {
    of: [KERNEL], adds: [`${KERNEL}.add_service()`], joins: [], asks: [`${KERNEL}.{invoke,invoke_stream,invoke_prompt,invoke_prompt_stream}()`, AGENT], given: ['kernel'],
    name: [], part: ['service', '#0'], from: [], to: [], writes: [], prompt: [],
  },
  handles: [{ at: [SERVICE], model: ['ai_model_id', 'deployment_name', 'model_id'], provider: null }],
};

/** The service itself is the model. */
function serviceOf(view: CallView): Partial<RequestParts> {
  const service = view.call.parent?.parent ?? null;
  return service ? { model: { value: service, place: service.place } } : {};
}
