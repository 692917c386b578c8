/** Haystack: generators run by themselves or inside a pipeline, and agents; https://docs.haystack.deepset.ai. */
import { deref, membersOf } from '../values/value.ts';
import { matchesKey } from './view.ts';
import type { CallView, Found, RequestParts } from './view.ts';
import type { Sdk } from './sdk.ts';

const MODULES = '{haystack,haystack.**,haystack_integrations.**,haystack_experimental.**}';
const GENERATOR = `${MODULES}:{**.,}*Generator()`;
const PIPELINE = 'haystack{.**,}:{**.,}{Pipeline,AsyncPipeline}()';
const BUILDER = '{haystack.components.builders,haystack.components.builders.**}:{**.,}{PromptBuilder,ChatPromptBuilder}()';
const LIMITS = ['generation_kwargs.max_tokens', 'generation_kwargs.max_completion_tokens', 'generation_kwargs.max_new_tokens', 'generation_kwargs.max_output_tokens', '^generation_kwargs.max_tokens', '^generation_kwargs.max_completion_tokens', '^generation_kwargs.max_new_tokens', '^generation_kwargs.max_output_tokens'];
const DEFAULTS = [{ id: 'gpt-5-mini', since: '2.21' }, { id: 'gpt-4o-mini', since: '2.6' }, { id: 'gpt-3.5-turbo', since: '0' }];

/** The generator a method was called on, or that was put into a pipeline. */
const asModel = (found: Found | null): Found | null => {
  for (const { value } of found ? membersOf(found.value) : []) {
    const plain = deref(value);
    if (found && plain.kind === 'opaque' && matchesKey([GENERATOR], plain.key)) return { value, place: found.place };
  }
  return null;
};

const readRun = (view: CallView): Partial<RequestParts> => {
  const made = view.call.parent?.parent ?? null;
  return made ? { model: { value: made, place: made.place } } : {};
};

const readComponent = (view: CallView): Partial<RequestParts> | null => {
  const model = asModel(view.first(['instance', '#1']));
  const made = model && deref(model.value);
  return model && made?.kind === 'opaque' ? { model, name: view.first(['name', '#0']) } : null;
};

export const HAYSTACK: Sdk = {
  id: 'haystack',
  words: ['haystack', 'haystack_integrations', 'haystack_experimental'],
  methods: ['run', 'run_async', 'add_component', 'connect', 'Agent', 'PromptBuilder', 'ChatPromptBuilder'],
  package: 'haystack-ai',
  calls: [
    { at: [`${GENERATOR}.{run,run_async}()`], kind: 'direct', provider: null, request: { messages: ['messages', 'prompt', '#0'], system: ['system_prompt', '^system_prompt'], tools: ['tools', '^tools'], schema: ['generation_kwargs.response_format', '^generation_kwargs.response_format'], outputLimit: LIMITS, reasoning: ['generation_kwargs.reasoning_effort', '^generation_kwargs.reasoning_effort'] }, read: readRun },
    {
      at: [`${PIPELINE}.add_component()`], id: 'haystack.pipeline', kind: 'direct', provider: null,
      request: { tools: ['instance.tools', '#1.tools'], schema: ['instance.generation_kwargs.response_format', '#1.generation_kwargs.response_format'], system: ['instance.system_prompt', '#1.system_prompt'], outputLimit: ['instance.generation_kwargs.max_tokens', '#1.generation_kwargs.max_tokens', 'instance.generation_kwargs.max_completion_tokens', '#1.generation_kwargs.max_completion_tokens'] }, read: readComponent,
    },
    { at: [BUILDER], id: 'haystack.prompt', kind: 'template', provider: null, request: { messages: ['template', '#0'] } },
    {
      at: ['{haystack.components.agents,haystack.components.agents.**,haystack_experimental.components.agents}:{**.,}Agent()'], id: 'haystack.agent', kind: 'agent', provider: null, steps: 100,
      request: { model: ['chat_generator'], system: ['system_prompt'], messages: ['user_prompt'], tools: ['tools'], outputLimit: ['chat_generator.generation_kwargs.max_tokens', 'chat_generator.generation_kwargs.max_completion_tokens'], maxSteps: ['max_agent_steps'], reasoning: ['chat_generator.generation_kwargs.reasoning_effort'] },
    },
  ],
  // What a pipeline's generator is sent stands in the prompt builder it is connected to.
  assembly: {
    of: [PIPELINE], adds: [`${PIPELINE}.add_component()`], joins: [`${PIPELINE}.connect()`], asks: [], given: [],
    name: ['name', '#0'], part: ['instance', '#1'], from: ['sender', '#0'], to: ['receiver', '#1'], writes: [BUILDER], prompt: ['template', '#0'],
  },
  handles: [
    { at: ['haystack.components.generators{.**,}:{**.,}{OpenAIGenerator,OpenAIChatGenerator,OpenAIResponsesChatGenerator}()'], model: ['model'], provider: 'openai', defaultModel: DEFAULTS, package: 'haystack-ai' },
    { at: [GENERATOR], model: ['model', 'azure_deployment', 'model_id'], provider: null },
  ],
};
