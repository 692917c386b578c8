/** Anthropic's Messages, also as Bedrock and Vertex carry it. */
import { sizeOf } from './images.ts';
import { fieldsOf, listOf, MessageBuilder, roleOf, textOf, written } from './outline.ts';
import type { Fields, OutlineImage, OutlineMessage, OutlineTool, RequestOutline } from './outline.ts';

export function readAnthropic(body: Fields): RequestOutline {
  const uncounted: string[] = heldByServer(body);
  const found: Found = { tools: new Set<string>(), late: false, citations: false };
  const system = new MessageBuilder('system');
  system.texts.push(...listOf(body.system).map((part) => (typeof part === 'string' ? part : textOf(fieldsOf(part).text))).filter((text) => !text.startsWith(NOTE_TO_BILLING)));
  const messages = listOf(body.messages).map(fieldsOf).map((message) => readMessage(message, uncounted, found));
  const shortenedFrom = shortenedFromOf(body);
  const format = fieldsOf(body.output_format ?? fieldsOf(body.output_config).format);
  return {
    messages: [...(system.texts.length === 0 ? [] : [system.build()]), ...messages],
    tools: listOf(body.tools).map(fieldsOf).flatMap((tool) => readTool(tool, uncounted, found.tools)),
    toolChoice: choiceOf(fieldsOf(body.tool_choice).type), schema: format.schema ?? null,
    ...(fieldsOf(body.tool_choice).disable_parallel_tool_use === true ? { sequential: true } : {}),
    ...(listOf(body.tools).some((tool) => fieldsOf(tool).defer_loading === true) ? { heldBack: true as const } : {}), ...(found.citations ? { citations: true } : {}), ...(found.late ? { lateTools: true } : {}), ...(fieldsOf(body.output_config).task_budget === undefined ? {} : { taskBudget: true }),
    ...(shortenedFrom === null ? {} : { shortenedFrom }), thinking: ['enabled', 'adaptive'].includes(textOf(fieldsOf(body.thinking).type)), uncounted,
  };
}

/** Anthropic asks such servers for their tools, and reads what its own skills say, before the model sees the request. */
function heldByServer(body: Fields): string[] {
  return [
    ...(listOf(body.mcp_servers).length > 0 ? ['tools of MCP servers'] : []),
    ...(listOf(fieldsOf(body.container).skills).length > 0 ? ['skills'] : []),
  ];
}

/** Where nothing else is said, context is edited from so many tokens on. */
const EDITED_FROM = 100_000;

/** Null where nothing is edited. What was thought before is dropped anyway. */
function shortenedFromOf(body: Fields): number | null {
  const edits = listOf(fieldsOf(body.context_management).edits).map(fieldsOf).filter(({ type }) => !textOf(type).startsWith('clear_thinking'));
  const triggers = edits.map(({ trigger }) => fieldsOf(trigger)).map(({ type, value }) => (type === 'input_tokens' && typeof value === 'number' ? value : type === undefined ? EDITED_FROM : 0));
  return triggers.length === 0 ? null : Math.min(...triggers);
}

/** Anthropic's own agents write it into the system prompt; it is taken out before the model and the bill see it. */
const NOTE_TO_BILLING = 'x-anthropic-billing-header:';

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
