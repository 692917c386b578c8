/** Every dialect, the particular before the general: the first that says how much was used is believed, else the first that knows of a call. */
import type { LogFact, SpanFact } from '../otlp/facts.ts';
import { text } from './attributes.ts';
import { braintrust } from './braintrust.ts';
import { claudeCode, codex, geminiCli, isCodingTool, qwenCode, repeatsItsLogs } from './coding-tools.ts';
import type { Dialect, Usage } from './dialect.ts';
import { langfuse } from './langfuse.ts';
import { langsmith } from './langsmith.ts';
import { litellm } from './litellm.ts';
import { openinference } from './openinference.ts';
import { otelGenai } from './otel-genai.ts';
import { traceloop } from './traceloop.ts';
import { vercelAi } from './vercel-ai.ts';

const DIALECTS: readonly Dialect[] = [
  claudeCode, codex, geminiCli, qwenCode, langfuse, braintrust, langsmith, litellm, vercelAi, openinference, traceloop, otelGenai,
];

/** Null when the span is not about a model call, or another signal of its emitter says the same. */
export function readSpan(span: SpanFact): Usage | null {
  if (repeatsItsLogs(span)) return null;
  let unmeasured: Usage | null = null;
  for (const dialect of DIALECTS) {
    const usage = dialect.readSpan?.(span) ?? null;
    if (usage?.tokens != null) return whosePurse(usage, span);
    unmeasured ??= usage;
  }
  return unmeasured === null ? null : whosePurse(unmeasured, span);
}

export function readLog(log: LogFact): Usage | null {
  for (const dialect of DIALECTS) {
    const usage = dialect.readLog?.(log) ?? null;
    if (usage !== null) return usage;
  }
  return null;
}

const whosePurse = (usage: Usage, { scope, resource }: SpanFact): Usage =>
  (isCodingTool(scope.name, text(resource, 'service.name')) ? { ...usage, codingTool: true } : usage);
