// Anthropic's client alone: it writes spans when a tracer provider is there.
import Anthropic from '@anthropic-ai/sdk';
import { anthropicCalls } from './calls.mjs';
import { end } from './otel.mjs';

await anthropicCalls(Anthropic);
await end();
