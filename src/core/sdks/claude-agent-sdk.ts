/** The Claude Agent SDK, https://docs.claude.com/en/api/agent-sdk: each `query` is an agent that runs until it is done or `maxTurns`. */
import { deref } from '../values/value.ts';
import type { Sdk } from './sdk.ts';
import type { CallView, Found, RequestParts } from './view.ts';
import { argumentAt } from './view.ts';

const MODULES = '{@anthropic-ai/claude-agent-sdk,@anthropic-ai/claude-code,claude_agent_sdk,claude_code_sdk}';
const SYSTEM = ['options.systemPrompt', 'options.system_prompt', 'options.customSystemPrompt', 'options.appendSystemPrompt', 'options.append_system_prompt'];

/** Of the preset only what is appended is known. */
const systemOf = (view: CallView): Found | null => {
  const found = view.first(SYSTEM);
  const plain = found && deref(found.value);
  if (plain?.kind !== 'record') return found;
  const appended = plain.entries.find((entry) => entry.key === 'append');
  return appended ? { value: appended.value, place: appended.place } : null;
};

/** Tools of servers that run in the same process. */
const toolsOf = (view: CallView): Found | null => {
  const servers = view.first(['options.mcpServers', 'options.mcp_servers']);
  const plain = servers && deref(servers.value);
  if (plain?.kind !== 'record') return null;
  const items = plain.entries.flatMap(({ value }) => {
    const server = deref(value);
    const tools = server.kind === 'opaque' && /create_?sdk_?mcp_?server\(\)$/i.test(server.key) ? argumentAt(server.args, 'tools', server.place, view.machine) : null;
    const list = tools && deref(tools.value);
    return list?.kind === 'list' ? list.items : [];
  });
  return items.length === 0 ? null : { value: { kind: 'list', items, ordered: true, place: servers!.place }, place: servers!.place };
};

const read = (view: CallView): Partial<RequestParts> => ({ system: systemOf(view), tools: toolsOf(view) });

const REQUEST = {
  model: ['options.model'], messages: ['prompt'], maxSteps: ['options.maxTurns', 'options.max_turns'], schema: ['options.outputFormat.schema', 'options.output_format.schema'],
  reasoning: ['options.effort', 'options.thinking.type', 'options.maxThinkingTokens', 'options.max_thinking_tokens'],
};

export const CLAUDE_AGENT_SDK: Sdk = {
  id: 'claude-agent-sdk',
  words: ['claude-agent-sdk', 'claude_agent_sdk', 'claude-code', 'claude_code_sdk'],
  methods: ['query', 'ClaudeSDKClient', 'unstable_v2_prompt', 'unstable_v2_createSession'],
  calls: [
    { at: [/^(@anthropic-ai\/claude-agent-sdk|@anthropic-ai\/claude-code|claude_agent_sdk|claude_code_sdk)(\.\w+)*:(\w+\.)?(query|ClaudeSDKClient)\(\)$/], kind: 'agent', provider: 'anthropic', steps: null, request: REQUEST, read },
    { at: [`${MODULES}:{**.,}ClaudeSDKClient().query()`], kind: 'direct', provider: 'anthropic', request: { model: ['^options.model'], system: ['^options.system_prompt'], messages: ['prompt', '#0'] } },
    { at: [`${MODULES}:unstable_v2_prompt()`], kind: 'agent', provider: 'anthropic', steps: null, request: { ...REQUEST, model: ['#1.model'], messages: ['#0'], maxSteps: ['#1.maxTurns'] } },
    { at: [`${MODULES}:unstable_v2_createSession().send()`], kind: 'agent', provider: 'anthropic', steps: null, request: { model: ['^model'], messages: ['#0'] } },
  ],
};
