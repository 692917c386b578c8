/** Anthropic's Messages, also as Bedrock and Vertex carry it. */
import { fieldsOf, listOf, MessageBuilder, roleOf, textOf, written } from './outline.ts';
import type { Fields, OutlineMessage, OutlineTool, RequestOutline } from './outline.ts';

export function readAnthropic(body: Fields): RequestOutline {
  const uncounted: string[] = [];
  const system = new MessageBuilder('system');
  for (const part of listOf(body.system)) system.texts.push(typeof part === 'string' ? part : textOf(fieldsOf(part).text));
  const messages = listOf(body.messages).map(fieldsOf).map((message) => readMessage(message, uncounted));
  if (body.context_management !== undefined) uncounted.push('what context management takes away');
  const format = fieldsOf(body.output_format ?? fieldsOf(body.output_config).format);
  return {
    messages: [...(system.texts.length === 0 ? [] : [system.build()]), ...messages],
    tools: listOf(body.tools).map(fieldsOf).flatMap((tool) => readTool(tool, uncounted)),
    toolChoice: choiceOf(fieldsOf(body.tool_choice).type), schema: format.schema ?? null,
    ...(fieldsOf(body.tool_choice).disable_parallel_tool_use === true ? { sequential: true } : {}),
    thinking: ['enabled', 'adaptive'].includes(textOf(fieldsOf(body.thinking).type)), uncounted,
  };
}

function readTool(tool: Fields, uncounted: string[]): OutlineTool[] {
  // Found by the tool search when needed; until then it is not in the prompt.
  if (tool.defer_loading === true) return [];
  if (tool.input_schema === undefined && tool.type !== undefined && tool.type !== 'custom') {
    uncounted.push(`${textOf(tool.type)} tool`);
    return [];
  }
  return [{ name: textOf(tool.name), description: textOf(tool.description), parameters: tool.input_schema }];
}

function choiceOf(type: unknown): RequestOutline['toolChoice'] {
  switch (type) {
    case 'any': return 'any';
    case 'tool': return 'named';
    case 'none': return 'none';
    case 'auto': return 'auto';
    default: return null;
  }
}

function readMessage(message: Fields, uncounted: string[]): OutlineMessage {
  const builder = new MessageBuilder(roleOf(message.role));
  for (const part of listOf(message.content)) {
    if (typeof part === 'string') builder.texts.push(part);
    else readPart(fieldsOf(part), builder, uncounted);
  }
  return builder.build();
}

function readPart(part: Fields, builder: MessageBuilder, uncounted: string[]): void {
  switch (part.type) {
    case 'text':
      builder.texts.push(textOf(part.text));
      break;
    case 'tool_use':
      builder.calls.push({ name: textOf(part.name), args: part.input });
      break;
    case 'tool_result': {
      const texts = listOf(part.content).map((each) => (typeof each === 'string' ? each : fieldsOf(each).type === 'text' ? textOf(fieldsOf(each).text) : written(each)));
      builder.results.push({ name: '', output: texts.join('\n') });
      break;
    }
    // Earlier thinking is dropped by the server before it bills.
    case 'thinking': case 'redacted_thinking':
      break;
    default:
      uncounted.push(textOf(part.type) || 'part');
  }
}
