/** Gemini's generateContent, in both spellings its clients send. */
import { sizeOf } from './images.ts';
import { fieldsOf, listOf, MessageBuilder, roleOf, textOf, written } from './outline.ts';
import type { Fields, OutlineMessage, OutlineTool, RequestOutline } from './outline.ts';

export function readGemini(body: Fields): RequestOutline {
  const uncounted: string[] = [];
  const config = fieldsOf(body.generationConfig ?? body.generation_config ?? body.config);
  const instruction = body.systemInstruction ?? body.system_instruction ?? config.systemInstruction;
  const system = new MessageBuilder('system');
  for (const part of typeof instruction === 'string' ? [{ text: instruction }] : listOf(fieldsOf(instruction).parts)) readPart(fieldsOf(part), system, uncounted);
  const contents = listOf(body.contents).map((each) => (typeof each === 'string' ? { parts: [{ text: each }] } : fieldsOf(each)));
  if (body.cachedContent !== undefined) uncounted.push('cached content');
  const asJson = config.responseJsonSchema ?? config.response_json_schema;
  const mode = textOf(fieldsOf(fieldsOf(body.toolConfig ?? body.tool_config).functionCallingConfig).mode).toLowerCase();
  return {
    messages: [...(system.texts.join('') === '' ? [] : [system.build()]), ...contents.map((content) => readContent(content, uncounted))],
    tools: listOf(body.tools ?? config.tools).map(fieldsOf).flatMap((tool) => readTools(tool, uncounted)),
    toolChoice: mode === 'any' ? 'any' : mode === 'none' ? 'none' : mode === '' ? null : 'auto',
    schema: asJson ?? config.responseSchema ?? config.response_schema ?? null, ...(asJson === undefined ? {} : { jsonSchema: true as const }), thinking: false, uncounted,
  };
}

function readTools(tool: Fields, uncounted: string[]): OutlineTool[] {
  const declared = tool.functionDeclarations ?? tool.function_declarations;
  if (declared === undefined) uncounted.push(`${Object.keys(tool)[0] ?? 'unknown'} tool`);
  return listOf(declared).map(fieldsOf).map((each) => ({
    name: textOf(each.name), description: textOf(each.description),
    parameters: each.parameters ?? each.parametersJsonSchema ?? each.parameters_json_schema,
    ...(each.parameters === undefined && (each.parametersJsonSchema ?? each.parameters_json_schema) !== undefined ? { jsonSchema: true as const } : {}),
  }));
}

function readContent(content: Fields, uncounted: string[]): OutlineMessage {
  const builder = new MessageBuilder(roleOf(content.role));
  for (const part of listOf(content.parts)) readPart(fieldsOf(part), builder, uncounted);
  return builder.build();
}

function readPart(part: Fields, builder: MessageBuilder, uncounted: string[]): void {
  const call = fieldsOf(part.functionCall ?? part.function_call);
  const inline = fieldsOf(part.inlineData ?? part.inline_data);
  const response = fieldsOf(part.functionResponse ?? part.function_response);
  // Its own thoughts come signed and are not billed again; another model's are text like any other.
  if (part.thought === true && (part.thoughtSignature ?? part.thought_signature) !== undefined) return;
  if (typeof part.text === 'string') builder.texts.push(part.text);
  else if (call.name !== undefined) builder.calls.push({ name: textOf(call.name), args: call.args ?? {} });
  else if (response.name !== undefined) builder.results.push({ name: textOf(response.name), output: response.response ?? {} });
  else if (textOf(inline.mimeType ?? inline.mime_type).startsWith('image/')) builder.images.push({ size: sizeOf(textOf(inline.data).replaceAll('-', '+').replaceAll('_', '/')), low: false });
  else uncounted.push(written(Object.keys(part)[0] ?? 'part'));
}
