// `openai` with OpenTelemetry's own instrumentation.
import { createRequire } from 'node:module';
import { OpenAIInstrumentation } from '@opentelemetry/instrumentation-openai';
import { openaiCalls } from './calls.mjs';
import { end, instrument } from './otel.mjs';

instrument(new OpenAIInstrumentation());
await openaiCalls(createRequire(import.meta.url)('openai').default);
await end();
