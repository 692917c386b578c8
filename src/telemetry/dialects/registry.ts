/** Every dialect, the particular before the general: the first that says how much was used is believed, else the first that knows of a call. */
import type { LogFact, PointFact, SpanFact } from '../otlp/facts.ts';
import { text } from './attributes.ts';
import { braintrust } from './braintrust.ts';
import { claudeCode, codex, geminiCli, isCodingTool, qwenCode, repeatsItsLogs } from './coding-tools.ts';
import type { Dialect, Metered, Usage } from './dialect.ts';
import { genkit } from './genkit.ts';
import { googleAdk } from './google-adk.ts';
import { langfuse } from './langfuse.ts';
import { langsmith } from './langsmith.ts';
import { litellm } from './litellm.ts';
import { logfire } from './logfire.ts';
import { metrics } from './metrics.ts';
import { mlflow } from './mlflow.ts';
import { openinference } from './openinference.ts';
import { openlit } from './openlit.ts';
import { otelGenai } from './otel-genai.ts';
import { strands } from './strands.ts';
import { traceloop } from './traceloop.ts';
import { vercelAi } from './vercel-ai.ts';
import { voltagent } from './voltagent.ts';

const DIALECTS: readonly Dialect[] = [
  claudeCode, codex, geminiCli, qwenCode, langfuse, braintrust, langsmith, litellm, mlflow, logfire, vercelAi, openinference, traceloop, googleAdk, genkit, voltagent, strands, openlit, otelGenai,
];

const AMONG_TEXTS = DIALECTS.flatMap(({ countsIn }) => (countsIn === undefined ? [] : [countsIn]));

/** What of a span's texts says how much was used, as JSON; null when nothing does. */
export function countsIn(span: SpanFact): string | null {
  for (const read of AMONG_TEXTS) {
    const counts = read(span);
    if (counts !== null) return counts;
  }
  return null;
}

/** Null when the span is not about a model call. */
export function readSpan(span: SpanFact): Usage | null {
  let unmeasured: Usage | null = null;
  for (const dialect of DIALECTS) {
    const usage = dialect.readSpan?.(span) ?? null;
    if (usage === 'nothing') return null;
    if (usage?.tokens != null) return ranked(usage, span);
    unmeasured ??= usage;
  }
  return unmeasured === null ? null : ranked(unmeasured, span);
}

export function readLog(log: LogFact): Usage | null {
  for (const dialect of DIALECTS) {
    const usage = dialect.readLog?.(log) ?? null;
    if (usage !== null) return whosePurse(usage, log);
  }
  return null;
}

export function readPoint(point: PointFact): Metered | null {
  const metered = metrics.readPoint?.(point) ?? null;
  return metered === null ? null : whosePurse(metered, point);
}

/** Spans of tools that are believed by their log records count only where no log record arrived. */
const ranked = (usage: Usage, span: SpanFact): Usage => whosePurse(repeatsItsLogs(span) ? { ...usage, rank: 1 } : usage, span);

const whosePurse = <U extends Usage | Metered>(usage: U, { scope, resource }: Pick<SpanFact, 'scope' | 'resource'>): U =>
  (!usage.codingTool && isCodingTool(scope.name, text(resource, 'service.name')) ? { ...usage, codingTool: true } : usage);
