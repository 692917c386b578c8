// The AI SDK in the version that the first argument names; `legacy` keeps the attributes of version 6 in version 7.
import { end } from './otel.mjs';

const [, , version, form] = process.argv;
const ai = await import(`ai${version}`);
const { createOpenAI } = await import(`ai${version}-openai`);
const { createAnthropic } = await import(`ai${version}-anthropic`);
const openai = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: 'test', compatibility: 'strict' });
const anthropic = createAnthropic({ baseURL: `${process.env.ANTHROPIC_BASE_URL}/v1`, apiKey: 'test' });

let told = { experimental_telemetry: { isEnabled: true, functionId: 'greet' } };
if (version === '7') {
  const { LegacyOpenTelemetry, OpenTelemetry } = await import('@ai-sdk/otel');
  ai.registerTelemetry(form === 'legacy' ? new LegacyOpenTelemetry() : new OpenTelemetry());
  told = { telemetry: { isEnabled: true, functionId: 'greet' } };
}
for (const model of [openai.chat('gpt-4o'), ...(version === '4' ? [] : [openai.responses('gpt-5')]), anthropic('claude-sonnet-4-5')]) {
  await ai.generateText({ model, prompt: 'hi', ...told });
  for await (const part of ai.streamText({ model, prompt: 'hi', ...told }).textStream) void part;
}
await ai.embed({ model: (openai.embedding ?? openai.textEmbeddingModel).call(openai, 'text-embedding-3-small'), value: 'hi', ...told });
await end();
