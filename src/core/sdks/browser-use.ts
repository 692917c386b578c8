/** Browser Use, https://docs.browser-use.com: an agent that works a browser until its task is done. */
import type { Sdk } from './sdk.ts';

const AGENT = 'browser_use{.**,}:{**.,}{Agent,CodeAgent}()';

export const BROWSER_USE: Sdk = {
  id: 'browser-use',
  words: ['browser_use'],
  methods: ['Agent', 'CodeAgent', 'run', 'run_sync'],
  calls: [
    {
      at: [AGENT], kind: 'agent', provider: null,
      request: {
        model: ['llm', '#1'], system: ['override_system_message', 'extend_system_message'], messages: ['task', '#0'], schema: ['output_model_schema'],
        outputLimit: ['llm.max_completion_tokens', 'llm.max_tokens'], reasoning: ['llm.reasoning_effort'], maxSteps: ['max_steps'],
      },
    },
  ],
  handles: [{ at: ['browser_use{.**,}:{**.,}Chat*()'], model: ['model', '#0'], provider: null }],
  additions: [{ at: [`${AGENT}.{run,run_sync}()`], to: ['^'], request: { maxSteps: ['max_steps', '#0'] } }],
};
