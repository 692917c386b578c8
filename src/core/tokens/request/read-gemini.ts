/** Gemini's generateContent, in both spellings its clients send. */
import { detailOf, sizeOf } from './images.ts';
import { fieldsOf, listOf, MessageBuilder, roleOf, textOf } from './outline.ts';
import type { Fields, ImageDetail, OutlineMessage, OutlineTool, RequestOutline } from './outline.ts';

export function readGemini(body: Fields): RequestOutline {
  const uncounted: string[] = [];
  const config = fieldsOf(body.generationConfig ?? body.generation_config ?? body.config);
  const instruction = body.systemInstruction ?? body.system_instruction ?? config.systemInstruction;
  const reading: Reading = { detail: detailOf(config.mediaResolution ?? config.media_resolution), uncounted };
  const system = new MessageBuilder('system');
  for (const part of typeof instruction === 'string' ? [{ text: instruction }] : listOf(fieldsOf(instruction).parts)) readPart(fieldsOf(part), system, reading);
  const contents = listOf(body.contents).map((each) => (typeof each === 'string' ? { parts: [{ text: each }] } : fieldsOf(each)));
  if (body.cachedContent !== undefined) uncounted.push('cached content');
  const asJson = config.responseJsonSchema ?? config.response_json_schema;
  const mode = textOf(fieldsOf(fieldsOf(body.toolConfig ?? body.tool_config).functionCallingConfig).mode).toLowerCase();
  return {
    messages: [...(system.texts.join('') === '' ? [] : [system.build()]), ...contents.map((content) => readContent(content, reading))],
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

/** What readers of parts are told, and tell. */
interface Reading {
  /** How closely images are to be looked at, where the request says so for all of them. */
  readonly detail: ImageDetail | null;
  readonly uncounted: string[];
}

function readContent(content: Fields, reading: Reading): OutlineMessage {
  const builder = new MessageBuilder(roleOf(content.role));
  for (const part of listOf(content.parts)) readPart(fieldsOf(part), builder, reading);
  return builder.build();
}

function readPart(part: Fields, builder: MessageBuilder, reading: Reading): void {
  const call = fieldsOf(part.functionCall ?? part.function_call);
  const response = fieldsOf(part.functionResponse ?? part.function_response);
  const seal = textOf(part.thoughtSignature ?? part.thought_signature);
  if (seal !== '') builder.sealed.push(seal.length);
  // What it thought by itself comes sealed besides; another model's thoughts are text like any other.
  if (part.thought === true && seal !== '') return;
  if (typeof part.text === 'string') builder.texts.push(part.text);
  else if (call.name !== undefined) builder.calls.push({ name: textOf(call.name), args: call.args ?? {} });
  else if (response.name === undefined) readMedia(part, builder, reading);
  else {
    builder.results.push({ name: textOf(response.name), output: response.response ?? {} });
    for (const inner of listOf(response.parts)) readMedia(fieldsOf(inner), builder, reading);
  }
}

/** Images count, sent along or kept by Google; of anything else the length is not known. */
function readMedia(part: Fields, builder: MessageBuilder, { detail, uncounted }: Reading): void {
  const media = fieldsOf(part.inlineData ?? part.inline_data ?? part.fileData ?? part.file_data);
  const type = textOf(media.mimeType ?? media.mime_type);
  const own = detailOf(fieldsOf(part.mediaResolution ?? part.media_resolution).level);
  if (type.startsWith('image/')) builder.images.push({ size: sizeOf(textOf(media.data).replaceAll('-', '+').replaceAll('_', '/')), detail: own ?? detail });
  else uncounted.push(type === '' ? (Object.keys(part)[0] ?? 'part') : type);
}
