// Both clients with Traceloop.
import { createRequire } from 'node:module';
import * as traceloop from '@traceloop/node-server-sdk';
import { anthropicCalls, openaiCalls } from './calls.mjs';

const require = createRequire(import.meta.url);
const OpenAI = require('openai').default;
const anthropic = require('@anthropic-ai/sdk');
traceloop.initialize({
  baseUrl: process.env.OTEL_EXPORTER_OTLP_ENDPOINT, apiKey: 'test', disableBatch: true, silenceInitializationMessage: true, appName: 'greeter',
  instrumentModules: { openAI: OpenAI, anthropic },
});
await openaiCalls(OpenAI);
await anthropicCalls(anthropic.default ?? anthropic);
await traceloop.forceFlush();
process.exit(0);
