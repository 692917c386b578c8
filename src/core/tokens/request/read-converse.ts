/** Bedrock's Converse. */
import { sizeOf } from './images.ts';
import { fieldsOf, listOf, MessageBuilder, roleOf, textOf, written } from './outline.ts';
import type { Fields, OutlineMessage, RequestOutline } from './outline.ts';

export function readConverse(body: Fields): RequestOutline {
  const uncounted: string[] = [];
  const system = new MessageBuilder('system');
  for (const part of listOf(body.system)) if (fieldsOf(part).text !== undefined) system.texts.push(textOf(fieldsOf(part).text));
  const { tools, toolChoice } = fieldsOf(body.toolConfig);
  const choice = Object.keys(fieldsOf(toolChoice))[0];
  const more = fieldsOf(body.additionalModelRequestFields);
  const thinking = fieldsOf(more.thinking ?? more.reasoning_config ?? more.reasoningConfig);
  return {
    messages: [...(system.texts.length === 0 ? [] : [system.build()]), ...listOf(body.messages).map(fieldsOf).map((message) => readMessage(message, uncounted))],
    tools: listOf(tools).map(fieldsOf).flatMap((tool) => {
      const spec = fieldsOf(tool.toolSpec);
      if (tool.systemTool !== undefined) uncounted.push(`${textOf(fieldsOf(tool.systemTool).name)} tool`);
      return spec.name === undefined ? [] : [{ name: textOf(spec.name), description: textOf(spec.description), parameters: fieldsOf(spec.inputSchema).json }];
    }),
    toolChoice: choice === 'any' ? 'any' : choice === 'tool' ? 'named' : choice === 'auto' ? 'auto' : null,
    ...(citing(body) ? { citations: true } : {}), schema: outputSchema(body), thinking: thinking.type === 'enabled', uncounted,
  };
}

function outputSchema(body: Fields): unknown {
  const structure = fieldsOf(fieldsOf(fieldsOf(body.outputConfig).textFormat).structure);
  const { schema } = fieldsOf(structure.jsonSchema);
  if (typeof schema !== 'string') return schema ?? null;
  try {
    return JSON.parse(schema) as unknown;
  } catch {
    // Counted as the text it is.
    return schema;
  }
}

function readMessage(message: Fields, uncounted: string[]): OutlineMessage {
  const builder = new MessageBuilder(roleOf(message.role));
  for (const part of listOf(message.content).map(fieldsOf)) {
    const call = fieldsOf(part.toolUse);
    const result = fieldsOf(part.toolResult);
    if (typeof part.text === 'string') builder.texts.push(part.text);
    else if (call.name !== undefined) builder.calls.push({ name: textOf(call.name), args: call.input });
    else if (result.content !== undefined) builder.results.push({ name: '', output: listOf(result.content).map(fieldsOf).flatMap((each) => resultText(each, builder, uncounted)).join('\n') });
    else if (part.reasoningContent !== undefined) builder.thoughts.push(textOf(fieldsOf(fieldsOf(part.reasoningContent).reasoningText).text));
    else if (part.cachePoint === undefined) readMedia(part, builder, uncounted);
  }
  return builder.build();
}

function resultText(part: Fields, builder: MessageBuilder, uncounted: string[]): string[] {
  const found = fieldsOf(part.searchResult);
  if (found.content !== undefined) return [textOf(found.title), ...listOf(found.content).map((each) => textOf(fieldsOf(each).text))];
  if (part.text !== undefined || part.json !== undefined) return [written(part.text ?? part.json)];
  readMedia(part, builder, uncounted);
  return [];
}

function readMedia(part: Fields, builder: MessageBuilder, uncounted: string[]): void {
  if (part.image === undefined) uncounted.push(Object.keys(part)[0] ?? 'part');
  else builder.images.push({ size: sizeOf(fieldsOf(fieldsOf(part.image).source).bytes), detail: null });
}

/** Documents and search results may ask for it. */
const citing = (body: Fields): boolean => listOf(body.messages).map(fieldsOf).flatMap((message) => listOf(message.content).map(fieldsOf)).some((part) =>
  [part.document, part.searchResult, ...listOf(fieldsOf(part.toolResult).content).map((each) => fieldsOf(each).searchResult)].some((each) => fieldsOf(fieldsOf(each).citations).enabled === true));
