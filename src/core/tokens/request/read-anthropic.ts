/** Anthropic's Messages, also as Bedrock and Vertex carry it. */
import { sizeOf } from './images.ts';
import { fieldsOf, listOf, MessageBuilder, roleOf, textOf, written } from './outline.ts';
import type { Fields, OutlineImage, OutlineMessage, OutlineTool, RequestOutline } from './outline.ts';

export function readAnthropic(body: Fields): RequestOutline {
  const uncounted: string[] = [];
  const found: Found = { tools: new Set<string>(), late: false, citations: false };
  const system = new MessageBuilder('system');
  for (const part of listOf(body.system)) system.texts.push(typeof part === 'string' ? part : textOf(fieldsOf(part).text));
  const messages = listOf(body.messages).map(fieldsOf).map((message) => readMessage(message, uncounted, found));
  if (body.context_management !== undefined) uncounted.push('what context management takes away');
  const format = fieldsOf(body.output_format ?? fieldsOf(body.output_config).format);
  return {
    messages: [...(system.texts.length === 0 ? [] : [system.build()]), ...messages],
    tools: listOf(body.tools).map(fieldsOf).flatMap((tool) => readTool(tool, uncounted, found.tools)),
    toolChoice: choiceOf(fieldsOf(body.tool_choice).type), schema: format.schema ?? null,
    ...(fieldsOf(body.tool_choice).disable_parallel_tool_use === true ? { sequential: true } : {}),
    ...(listOf(body.tools).some((tool) => fieldsOf(tool).defer_loading === true) ? { heldBack: true as const } : {}), ...(found.citations ? { citations: true } : {}), ...(found.late ? { lateTools: true } : {}), ...(fieldsOf(body.output_config).task_budget === undefined ? {} : { taskBudget: true }),
    thinking: ['enabled', 'adaptive'].includes(textOf(fieldsOf(body.thinking).type)), uncounted,
  };
}

/** What the messages tell about the rest of the request. */
interface Found {
  /** Deferred tools that a search has brought in. */
  readonly tools: Set<string>;
  /** A message hands over tools. */
  late: boolean;
  citations: boolean;
}

function readTool(tool: Fields, uncounted: string[], loaded: ReadonlySet<string>): OutlineTool[] {
  // Found by the tool search when needed; until then it is not in the prompt.
  if (tool.defer_loading === true && !loaded.has(textOf(tool.name))) return [];
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

function readMessage(message: Fields, uncounted: string[], found: Found): OutlineMessage {
  const builder = new MessageBuilder(roleOf(message.role));
  for (const part of listOf(message.content)) {
    if (typeof part === 'string') builder.texts.push(part);
    else readPart(fieldsOf(part), builder, uncounted, found);
  }
  return builder.build();
}

function readPart(part: Fields, builder: MessageBuilder, uncounted: string[], found: Found): void {
  if (fieldsOf(part.citations).enabled === true) found.citations = true;
  switch (part.type) {
    case 'text':
      builder.texts.push(textOf(part.text));
      break;
    case 'image':
      builder.images.push(imageOf(part));
      break;
    case 'tool_use':
      builder.calls.push({ name: textOf(part.name), args: part.input });
      break;
    case 'tool_result':
      builder.results.push({ name: '', output: listOf(part.content).flatMap((each) => readResult(each, builder, uncounted, found)).join('\n') });
      break;
    case 'tool_addition':
      found.late = true;
      found.tools.add(textOf(fieldsOf(part.tool).name));
      break;
    case 'thinking':
      builder.thoughts.push(textOf(part.thinking));
      break;
    // Sealed; as good as nothing beside the rest.
    case 'redacted_thinking':
      break;
    default:
      uncounted.push(textOf(part.type) || 'part');
  }
}

const imageOf = (part: Fields): OutlineImage => ({ size: sizeOf(fieldsOf(part.source).data), detail: null });

/** A tool may answer with text, found pages, images and documents. */
function readResult(part: unknown, builder: MessageBuilder, uncounted: string[], found: Found): string[] {
  if (typeof part === 'string') return [part];
  const { type, text, content, title, tool_name: tool, citations } = fieldsOf(part);
  if (fieldsOf(citations).enabled === true) found.citations = true;
  switch (type) {
    case 'text': return [textOf(text)];
    case 'search_result': return [textOf(title), ...listOf(content).map((each) => textOf(fieldsOf(each).text))];
    case 'tool_reference':
      found.tools.add(textOf(tool));
      return [];
    case 'image':
      builder.images.push(imageOf(fieldsOf(part)));
      return [];
    case 'document':
      uncounted.push('document');
      return [];
    default: return [written(part)];
  }
}
