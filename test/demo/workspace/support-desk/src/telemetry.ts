/** OpenTelemetry for this app, loaded before anything else (`node --import`). */
import { AsyncLocalStorage } from 'node:async_hooks';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { context, trace } from '@opentelemetry/api';
import type { Span as ApiSpan } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { OpenAIInstrumentation } from '@opentelemetry/instrumentation-openai';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';

const sources = fileURLToPath(new URL('.', import.meta.url));

interface Who {
  readonly session: string;
  readonly user: string;
}

const current = new AsyncLocalStorage<{ readonly feature: string } & Who>();

/** Runs `work`; each model call in it carries the feature, session and user. */
export function inFeature<T>(feature: string, who: Who, work: () => Promise<T>): Promise<T> {
  return current.run({ feature, ...who }, work);
}

/** Says on each span which line of this app asked for it, and for which feature. */
class CallSiteProcessor implements SpanProcessor {
  onStart(span: Span): void {
    const frame = new Error().stack?.split('\n').map(parseFrame).find((place) => place !== null);
    if (frame) {
      span.setAttributes({ 'code.file.path': frame.file, 'code.line.number': frame.line, 'code.function.name': frame.function });
    }
    const tags = current.getStore();
    if (tags) span.setAttributes({ 'costline.feature': tags.feature, 'session.id': tags.session, 'user.id': tags.user });
  }
  onEnd(): void {}
  async forceFlush(): Promise<void> {}
  async shutdown(): Promise<void> {}
}

/** `at async answer (file:///app/src/answer.ts:31:20)`; null for frames outside this app and in this file. */
function parseFrame(line: string): { file: string; line: number; function: string } | null {
  const match = /^\s*at (?:async )?(?:(.+?) \()?(file:\/\/.+?):(\d+):\d+\)?$/.exec(line);
  if (match?.[2] === undefined) return null;
  const file = fileURLToPath(match[2]);
  if (!file.startsWith(sources) || file === fileURLToPath(import.meta.url)) return null;
  return { file, line: Number(match[3]), function: match[1] ?? '<module>' };
}

/**
 * A `fetch` that puts the cached part of the input on the span of the call: OpenTelemetry's OpenAI
 * instrumentation leaves it out, and without it cached calls look as if they cost the full price.
 */
export const withCachedTokens: typeof fetch = async (input, init) => {
  const span = trace.getActiveSpan();
  const response = await fetch(input, init);
  if (span === undefined || response.body === null) return response;
  if (!response.headers.get('content-type')?.includes('event-stream')) {
    noteCachedTokens(span, await response.clone().text());
    return response;
  }
  const decoder = new TextDecoder();
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      noteCachedTokens(span, decoder.decode(chunk, { stream: true }));
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(watch), response);
};

function noteCachedTokens(span: ApiSpan, text: string): void {
  const cached = /"cached_tokens":\s*(\d+)/.exec(text)?.[1];
  if (cached !== undefined) span.setAttribute('gen_ai.usage.cache_read.input_tokens', Number(cached));
}

const provider = new TracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'support-desk', 'deployment.environment.name': 'development' }),
  spanProcessors: [new CallSiteProcessor(), new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis: 300 })],
});

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(provider);
registerInstrumentations({ tracerProvider: provider, instrumentations: [new OpenAIInstrumentation()] });

/** Sends what is left. A collector that is not there must never take the app down. */
export async function flush(): Promise<void> {
  await provider.shutdown().catch((error: unknown) => console.warn(`telemetry not sent: ${String(error)}`));
}

process.once('SIGTERM', () => void flush().finally(() => process.exit(0)));
process.once('SIGINT', () => void flush().finally(() => process.exit(0)));
