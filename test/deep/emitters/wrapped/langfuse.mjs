// `openai` wrapped by Langfuse.
import { observeOpenAI } from '@langfuse/openai';
import { LangfuseSpanProcessor } from '@langfuse/otel';
import { NodeSDK } from '@opentelemetry/sdk-node';
import OpenAI from 'openai';
import { openaiCalls } from './calls.mjs';

const sdk = new NodeSDK({ spanProcessors: [new LangfuseSpanProcessor({ baseUrl: process.env.OTEL_EXPORTER_OTLP_ENDPOINT, publicKey: 'test', secretKey: 'test' })], logRecordProcessors: [] });
sdk.start();
await openaiCalls(function Observed() {
  return observeOpenAI(new OpenAI());
});
await sdk.shutdown();
