// Both clients with OpenInference; Anthropic's client has spans of its own, so each of its calls is told twice.
import { createRequire } from 'node:module';
import { AnthropicInstrumentation } from '@arizeai/openinference-instrumentation-anthropic';
import { OpenAIInstrumentation } from '@arizeai/openinference-instrumentation-openai';
import { anthropicCalls, openaiCalls } from './calls.mjs';
import { end, instrument } from './otel.mjs';

const require = createRequire(import.meta.url);
instrument(new OpenAIInstrumentation(), new AnthropicInstrumentation());
await openaiCalls(require('openai').default);
await anthropicCalls(require('@anthropic-ai/sdk').default);
await end();
