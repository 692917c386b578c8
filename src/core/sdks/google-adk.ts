/** Google's Agent Development Kit, https://google.github.io/adk-docs. */
import type { Sdk } from './sdk.ts';

export const GOOGLE_ADK: Sdk = {
  id: 'google-adk',
  words: ['google.adk', '@google/adk'],
  methods: ['Agent', 'LlmAgent'],
  package: 'google-adk',
  calls: [
    {
      // `RunConfig.max_llm_calls` is 500 unless set.
      at: ['{google.adk,google.adk.**,@google/adk}:{**.,}{Agent,LlmAgent}()'], kind: 'agent', provider: 'google', prefixed: true, steps: 500,
      // Sub-agents take their parent's model, so a missing one says nothing before 2.0 and little after.
      request: {
        model: ['model'], system: ['global_instruction+static_instruction+instruction', 'globalInstruction+instruction'], tools: ['tools'], schema: ['output_schema', 'outputSchema'],
        outputLimit: ['generate_content_config.max_output_tokens', 'generateContentConfig.maxOutputTokens'], name: ['name'],
        reasoning: ['planner.thinking_config.thinking_budget', 'generate_content_config.thinking_config.thinking_budget', 'generate_content_config.thinking_config.thinking_level'],
      },
    },
  ],
  handles: [
    { at: ['google.adk.models{.**,}:{**.,}LiteLlm()'], model: ['model', '#0'], provider: null, prefixed: true },
    { at: ['{google.adk.models,google.adk.models.**,@google/adk}:{**.,}{Gemini,Claude,ApigeeLlm}()'], model: ['model', '#0'], provider: 'google' },
  ],
};
