/** OpenAI's Agents SDK, https://openai.github.io/openai-agents-python. */
import type { CallShape, Sdk } from './sdk.ts';

const MODULES = '{agents,agents.**,@openai/agents,@openai/agents/**,@openai/agents-**}';

const AGENT: Omit<CallShape, 'at'> = {
  kind: 'agent', provider: 'openai', prefixed: true, steps: 10,
  request: {
    model: ['model'], system: ['instructions'], tools: ['tools'], schema: ['output_type', 'outputType'], outputLimit: ['model_settings.max_tokens', 'modelSettings.maxTokens'],
    toolChoice: ['model_settings.tool_choice', 'modelSettings.toolChoice'], reasoning: ['model_settings.reasoning.effort', 'modelSettings.reasoning.effort'], name: ['name'],
  },
  // Many programs have a module `agents` of their own.
  read: (view) => ((view.first(['name', 'instructions']) ?? view.call.args?.rest) && !view.first(['system', 'system_prompt', 'role']) ? {} : null),
};

export const OPENAI_AGENTS: Sdk = {
  id: 'openai-agents',
  words: ['agents import', 'import agents', '@openai/agents'],
  methods: ['Agent', 'SandboxAgent', 'RealtimeAgent', 'Runner.run', 'Runner.run_sync', 'Runner.run_streamed', 'run', 'runner.run'],
  package: 'openai-agents',
  calls: [
    {
      ...AGENT, at: [`${MODULES}:{**.,}{Agent,SandboxAgent,Agent.create}()`],
      defaultModel: [{ id: 'gpt-5.6-luna', since: '0.20' }, { id: 'gpt-5.4-mini', since: '0.16' }, { id: 'gpt-4.1', since: '0.2.9' }, { id: 'gpt-4o', since: '0' }],
    },
    // The model of a voice agent is its session's.
    { ...AGENT, at: [`${MODULES}:{**.,}RealtimeAgent()`] },
  ],
  handles: [
    { at: ['@openai/agents-extensions{,/**}:aisdk()'], model: ['#0'], provider: null },
    { at: [`${MODULES}:{**.,}{OpenAIChatCompletionsModel,OpenAIResponsesModel,OpenAIResponsesWSModel}()`], model: ['model', '#0'], provider: 'openai' },
    { at: [`${MODULES}:{**.,}{LitellmModel,AnyLLMModel}()`], model: ['model', '#0'], provider: null, prefixed: true },
  ],
  additions: [
    { at: [`${MODULES}:{**.,}{Runner,Runner()}.{run,run_sync,run_streamed}()`], to: ['starting_agent', '#0'], request: { maxSteps: ['max_turns'] } },
    { at: [`${MODULES}:{**.,}run()`], to: ['#0'], request: { maxSteps: ['#2.maxTurns'] } },
  ],
};
