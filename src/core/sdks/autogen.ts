/** AutoGen: agents with model clients since 0.4, agents with an `llm_config` before and in AG2. */
import { deref, membersOf, staticText } from '../values/value.ts';
import { providerOfUrl } from './base-url.ts';
import { providerOfName } from './provider-names.ts';
import type { Sdk } from './sdk.ts';
import { argumentAt } from './view.ts';
import type { CallView, Found, RequestParts } from './view.ts';

const CLIENT = '{autogen_ext.models.**,autogen_core.models}:{**.,}*Client()';
const OLD = '{autogen,autogen.**,pyautogen,ag2,ag2.**}:{**.,}';

/** `llm_config={"config_list": [{"model": …}]}`, `LLMConfig(…)`, several of them in a list. */
const configured = (view: CallView, key: string): Found | null => {
  const config = view.first(['llm_config', '#5']);
  if (!config) return null;
  for (const { value } of membersOf(config.value)) {
    for (const path of [`config_list.0.${key}`, `#0.${key}`, key]) {
      const inside = argumentAt({ positional: [value], named: new Map([['config', value]]), rest: null, places: new Map() }, `config.${path}`, config.place, view.machine);
      if (inside) return inside;
    }
  }
  return null;
};

/** An agent without a model only passes messages on or runs code. */
const readOld = (view: CallView): Partial<RequestParts> | null => {
  const config = view.first(['llm_config']);
  const plain = config && deref(config.value);
  if (plain?.kind === 'constant' || (!config && /(UserProxyAgent|GroupChatManager|ConversableAgent)\(\)$/.test(view.key))) return null;
  const url = configured(view, 'base_url') ?? configured(view, 'api_base');
  const type = configured(view, 'api_type');
  const at = url && staticText(url.value);
  return { model: configured(view, 'model') ?? config, outputLimit: configured(view, 'max_tokens'), provider: at ? providerOfUrl(at) : providerOfName(type ? staticText(type.value) ?? '' : 'openai') };
};

export const AUTOGEN: Sdk = {
  id: 'autogen',
  words: ['autogen', 'autogen_agentchat', 'autogen_ext', 'autogen_core', 'pyautogen', 'ag2'],
  methods: ['AssistantAgent', 'ConversableAgent', 'UserProxyAgent', 'GPTAssistantAgent', 'RetrieveAssistantAgent', 'MultimodalConversableAgent', 'CaptainAgent', 'DocAgent', 'ReasoningAgent', 'CodeExecutorAgent', 'SocietyOfMindAgent', 'MagenticOneGroupChat', 'SelectorGroupChat', 'create', 'create_stream'],
  calls: [
    {
      at: ['autogen_agentchat.agents{.**,}:{**.,}{AssistantAgent,CodeExecutorAgent}()'], kind: 'agent', provider: null, steps: 1,
      request: { model: ['model_client', '#1'], system: ['system_message'], tools: ['tools', '#2'], schema: ['output_content_type'], maxSteps: ['max_tool_iterations'], outputLimit: ['model_client.max_tokens'], name: ['name', '#0'], reasoning: ['model_client.reasoning_effort'] },
      read: (view) => (/CodeExecutorAgent/.test(view.key) && !view.at('model_client') ? null : {}),
    },
    {
      at: ['autogen_agentchat.teams{.**,}:{**.,}{SelectorGroupChat,MagenticOneGroupChat}()'], kind: 'agent', provider: null, steps: null,
      request: { model: ['model_client', '#1'], system: ['selector_prompt', 'final_answer_prompt'], maxSteps: ['max_turns'], name: ['name'] },
    },
    {
      at: [`${CLIENT}.{create,create_stream}()`], id: 'autogen.client', kind: 'direct', provider: null,
      read: (view) => ({ provider: providerOfName(/^[^(]*/.exec(view.key)![0]) }),
      request: { model: ['^model'], messages: ['messages', '#0'], tools: ['tools'], schema: ['json_output', '^response_format'], outputLimit: ['extra_create_args.max_tokens', '^max_tokens'] },
    },
    {
      at: [`${OLD}{AssistantAgent,ConversableAgent,UserProxyAgent,GPTAssistantAgent,RetrieveAssistantAgent,MultimodalConversableAgent,GroupChatManager}()`], kind: 'agent', provider: null,
      request: { system: ['system_message', 'instructions', '#1'], tools: ['functions', 'tools', 'llm_config.functions'], maxSteps: ['max_consecutive_auto_reply'], name: ['name', '#0'] }, read: readOld,
    },
  ],
  handles: [
    { at: [CLIENT, 'autogen_ext.models.**:{**.,}*Adapter()'], model: ['model'], provider: null },
  ],
};
