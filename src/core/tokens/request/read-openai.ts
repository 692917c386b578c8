/** OpenAI's Chat Completions (and what copies it) and Responses. */
import { detailOf, sizeOf } from './images.ts';
import { fieldsOf, listOf, MessageBuilder, roleOf, textOf, written } from './outline.ts';
import type { Fields, OutlineMessage, OutlineTool, RequestOutline } from './outline.ts';

/** What the host adds by itself, unseen by whoever sends the request. */
function addedByHost(body: Fields): string[] {
  const model = textOf(body.model);
  return [
    ...(body.preset === undefined && !model.includes('@preset/') ? [] : ['preset']),
    ...(fieldsOf(body.prompt).id === undefined ? [] : ['prompt kept by the server']),
    ...(listOf(body.plugins).length > 0 || body.web_search_options !== undefined || model.endsWith(':online') ? ['search results'] : []),
    ...(/^(?:groq\/)?compound/.test(model) ? ['what its own tools find'] : []),
    ...(textOf(fieldsOf(body.reasoning).mode) === 'pro' ? ['attempts in parallel'] : []),
  ];
}

export function readChat(body: Fields): RequestOutline {
  const uncounted: string[] = addedByHost(body);
  const called = new Map<string, string>();
  const messages = listOf(body.messages).map(fieldsOf).map((message) => readChatMessage(message, uncounted, called));
  const legacy = listOf(body.functions).map((each) => ({ function: each, type: 'function' }));
  const output = fieldsOf(fieldsOf(body.response_format).json_schema);
  return {
    messages, tools: readTools([...listOf(body.tools), ...legacy], uncounted), ...customTools(listOf(body.tools)), toolChoice: choiceOf(body.tool_choice ?? body.function_call), ...chosenOf(body.tool_choice ?? body.function_call),
    schema: output.schema ?? null, schemaName: textOf(output.name), ...described(output), ...(body.parallel_tool_calls === false ? { sequential: true } : {}),
    ...(textOf(fieldsOf(body.response_format).type) === 'json_object' ? { jsonMode: true } : {}), ...thinkingOf(body), ...hostOf(body), uncounted,
  };
}

/** OpenRouter's choice of hosts: the first that is to be tried, where no other may be. */
function hostOf(body: Fields): Pick<RequestOutline, 'host'> {
  const { only, order, allow_fallbacks: fallbacks } = fieldsOf(body.provider);
  const [wanted, second] = [...listOf(only), ...(fallbacks === false ? listOf(order) : [])].map(textOf);
  if (wanted === undefined || second !== undefined) return {};
  return /ai-?studio/.test(wanted) ? { host: 'studio' } : /vertex/.test(wanted) ? { host: 'vertex' } : {};
}

/** Each host has a switch of its own. In Responses, DeepSeek's models from the fourth on are told to think unless they are told not to. */
function thinkingOf(body: Fields): Pick<RequestOutline, 'thinking' | 'unthinking'> {
  const said = textOf(fieldsOf(body.thinking).type);
  const effort = textOf(body.reasoning_effort ?? fieldsOf(body.reasoning).effort);
  if (said === 'disabled' || effort === 'none' || fieldsOf(body.reasoning).enabled === false) return { thinking: false, unthinking: true };
  return { thinking: said === 'enabled' || textOf(body.model).endsWith(':thinking') || reasons(body.reasoning) || body.include_reasoning === true || (body.input !== undefined && /^deepseek-v[4-9]/.test(textOf(body.model))) };
}

const described = ({ description }: Fields): { schemaDescription?: string } => (typeof description === 'string' && description !== '' ? { schemaDescription: description } : {});

/** OpenRouter's switch for models that think on request. */
function reasons(reasoning: unknown): boolean {
  const { enabled, effort, max_tokens: tokens } = fieldsOf(reasoning);
  return enabled === true || tokens !== undefined || (effort !== undefined && effort !== 'none');
}

/** `called`: the names of the tools called so far, by the id of the call, which their answers give. */
function readChatMessage(message: Fields, uncounted: string[], called: Map<string, string>): OutlineMessage {
  const role = roleOf(message.role);
  const builder = new MessageBuilder(role);
  const texts = textsOf(message.content, uncounted, builder);
  readThoughts(message, builder, uncounted);
  if (role === 'tool') builder.results.push({ name: called.get(textOf(message.tool_call_id)) ?? textOf(message.name), output: texts.join('') });
  else builder.texts.push(...texts);
  const legacy = message.function_call === undefined ? [] : [{ function: message.function_call }];
  for (const call of [...listOf(message.tool_calls), ...legacy]) {
    const { name, arguments: args } = fieldsOf(fieldsOf(call).function);
    builder.calls.push({ name: textOf(name), args });
    called.set(textOf(fieldsOf(call).id), textOf(name));
  }
  return builder.build(role === 'tool' ? '' : textOf(message.name), legacy.length > 0 || message.role === 'function');
}

/** Hosts send them as text of one name or another; some are sealed, so that only the provider can tell their length. */
function readThoughts(message: Fields, builder: MessageBuilder, uncounted: string[]): void {
  const details = listOf(message.reasoning_details).map(fieldsOf);
  const said = [message.reasoning_content, message.reasoning].map(textOf).find((text) => text !== '') ?? details.map(({ text }) => textOf(text)).join('');
  if (said !== '') builder.thoughts.push(said);
  if (details.some(({ data }) => textOf(data) !== '')) uncounted.push('sealed thoughts');
}

function textsOf(content: unknown, uncounted: string[], builder?: MessageBuilder): string[] {
  return listOf(content).flatMap((part) => {
    if (typeof part === 'string') return [part];
    const { type, text, refusal, image_url: image, detail } = fieldsOf(part);
    if (builder !== undefined && (type === 'image_url' || type === 'input_image')) {
      const { url, detail: inner } = fieldsOf(image);
      builder.images.push({ size: sizeOf(url ?? image), detail: detailOf(inner ?? detail) });
      return [];
    }
    if (typeof text === 'string') return [text];
    if (typeof refusal === 'string') return [refusal];
    uncounted.push(textOf(type) || 'part');
    return [];
  });
}

/** Their text comes as it is, held to a grammar where there is one. */
function customTools(tools: readonly unknown[]): Pick<RequestOutline, 'customTools'> {
  const found = tools.map(fieldsOf).filter(({ type }) => type === 'custom').map((tool) => {
    const { name, description, format } = tool.custom === undefined ? tool : fieldsOf(tool.custom);
    const { definition, grammar } = fieldsOf(format);
    return { name: textOf(name), description: textOf(description), grammar: textOf(definition ?? fieldsOf(grammar).definition) };
  });
  return found.length === 0 ? {} : { customTools: found };
}

function readTools(tools: readonly unknown[], uncounted: string[]): OutlineTool[] {
  return tools.map(fieldsOf).flatMap((tool) => {
    const definition = tool.function === undefined ? tool : fieldsOf(tool.function);
    if (tool.type === 'custom') return [];
    if (tool.type !== undefined && tool.type !== 'function') {
      uncounted.push(`${textOf(tool.type)} tool`);
      return [];
    }
    return [{ name: textOf(definition.name), description: textOf(definition.description), parameters: definition.parameters }];
  });
}

function choiceOf(choice: unknown): RequestOutline['toolChoice'] {
  if (typeof choice === 'string') return choice === 'required' ? 'any' : choice === 'none' ? 'none' : 'auto';
  const { type, mode } = fieldsOf(choice);
  // Some of the tools only: the others are shown all the same.
  if (type === 'allowed_tools') return mode === 'required' ? 'any' : 'auto';
  return choice === undefined || choice === null ? null : 'named';
}

function chosenOf(choice: unknown): { chosenTool?: string } {
  const { name, function: called } = fieldsOf(choice);
  const chosen = textOf(name ?? fieldsOf(called).name);
  return chosen === '' ? {} : { chosenTool: chosen };
}

export function readResponses(body: Fields): RequestOutline {
  const uncounted: string[] = addedByHost(body);
  const instructions = textOf(body.instructions);
  const system = new MessageBuilder('system');
  if (instructions !== '') system.texts.push(instructions);
  const input = listOf(body.input).map((item) => (typeof item === 'string' ? { role: 'user', content: item } : fieldsOf(item)));
  const late = input.filter((item) => item.type === 'additional_tools').flatMap((item) => listOf(item.tools));
  const items = input.map((item) => readItem(item, uncounted));
  if (body.previous_response_id ?? body.conversation) uncounted.push('conversation kept by the server');
  const format = fieldsOf(fieldsOf(body.text).format);
  return {
    messages: [...(instructions === '' ? [] : [system.build()]), ...items.flatMap((item) => item ?? [])],
    tools: readTools([...listOf(body.tools), ...late], uncounted), ...customTools(listOf(body.tools)), toolChoice: choiceOf(body.tool_choice), ...chosenOf(body.tool_choice), schema: format.schema ?? null,
    schemaName: textOf(format.name), ...described(format), ...(late.length === 0 ? {} : { lateTools: true }), ...(body.parallel_tool_calls === false ? { sequential: true } : {}),
    ...thinkingOf(body), uncounted,
  };
}

function readItem(item: Fields, uncounted: string[]): OutlineMessage | null {
  switch (item.type) {
    case 'function_call': case 'custom_tool_call': {
      const builder = new MessageBuilder('assistant');
      builder.calls.push({ name: textOf(item.name), args: item.arguments ?? item.input, ...(item.status === 'completed' ? { whole: true } : {}) });
      return builder.build();
    }
    case 'function_call_output': case 'custom_tool_call_output': {
      const builder = new MessageBuilder('tool');
      builder.results.push({ name: '', output: typeof item.output === 'string' ? item.output : textsOf(item.output, uncounted, builder).join('') || written(item.output) });
      return builder.build();
    }
    case undefined: case 'message': {
      const builder = new MessageBuilder(roleOf(item.role));
      builder.texts.push(...textsOf(item.content, uncounted, builder));
      return builder.build();
    }
    case 'additional_tools':
      return null;
    default:
      uncounted.push(textOf(item.type));
      return null;
  }
}
