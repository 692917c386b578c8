/** Hugging Face's smolagents, https://huggingface.co/docs/smolagents. */
import type { Sdk } from './sdk.ts';

const AGENT = 'smolagents{.**,}:{**.,}{CodeAgent,ToolCallingAgent,MultiStepAgent}()';

export const SMOLAGENTS: Sdk = {
  id: 'smolagents',
  words: ['smolagents'],
  methods: ['CodeAgent', 'ToolCallingAgent', 'MultiStepAgent', 'run'],
  package: 'smolagents',
  calls: [
    {
      at: [AGENT], kind: 'agent', provider: null, steps: 20,
      request: { model: ['model', '#1'], system: ['instructions', 'system_prompt', 'prompt_templates.system_prompt'], tools: ['tools', '#0'], outputLimit: ['model.max_tokens', 'model.max_completion_tokens'], maxSteps: ['max_steps'], name: ['name'], reasoning: ['model.reasoning_effort'] },
    },
  ],
  handles: [
    {
      at: ['smolagents{.**,}:{**.,}{InferenceClientModel,HfApiModel}()'], model: ['model_id', '#0'], provider: 'huggingface', package: 'smolagents',
      defaultModel: [{ id: 'Qwen/Qwen3-Next-80B-A3B-Thinking', since: '1.23' }, { id: 'Qwen/Qwen2.5-Coder-32B-Instruct', since: '0' }],
    },
    { at: ['smolagents{.**,}:{**.,}LiteLLM*Model()'], model: ['model_id', '#0'], provider: null, prefixed: true },
    { at: ['smolagents{.**,}:{**.,}*Model()'], model: ['model_id', '#0'], provider: null },
  ],
  additions: [{ at: [`${AGENT}.run()`], to: ['^'], request: { maxSteps: ['max_steps'] } }],
};
