/** One billed model call, normalised from telemetry. Token counts are disjoint, except that `reasoning` is part of `output`. */
export interface CallRecord {
  /** Stable: from trace and span id, or the emitter's request id. */
  readonly id: string;
  /** Unix milliseconds at which the call started. */
  readonly time: number;
  readonly durationMs: number | null;
  readonly timeToFirstTokenMs: number | null;
  readonly provider: string | null;
  /** The model that answered; the requested one when the answer does not say. */
  readonly model: string | null;
  readonly requestedModel: string | null;
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly output: number;
  readonly reasoning: number;
  /** Integer nano-dollars; null when unpriced. Never 0 for unknown. */
  readonly cost: number | null;
  readonly costSource: CostSource;
  /** What the emitter itself said it cost, when it says. */
  readonly reportedCost: number | null;
  /** The emitter estimated the counts, or the stream carried no usage. */
  readonly estimated: boolean;
  /** Usage was not reported at all: counts are 0 and mean nothing. */
  readonly unmeasured: boolean;
  /** Dialect id, e.g. `otel-genai`, `openinference`. */
  readonly emitter: string;
  readonly traceId: string | null;
  readonly spanId: string | null;
  readonly parentSpanId: string | null;
  readonly responseId: string | null;
  readonly agent: string | null;
  readonly task: string | null;
  readonly feature: string | null;
  readonly user: string | null;
  readonly session: string | null;
  /** Workspace id, or null: unattributed, never counted in a budget. */
  readonly workspace: string | null;
  readonly service: string | null;
  readonly environment: string | null;
  readonly location: CodeLocation | null;
  readonly status: 'ok' | 'error';
  readonly finishReason: string | null;
  /** Hashes that tell the prompt again, see `matching/fingerprint.ts`; null where the emitter sends no texts. */
  readonly fingerprint: string | null;
  /** The user's own coding tool (Claude Code, Copilot …): a group apart. */
  readonly codingTool: boolean;
}

export type CostSource = 'priced' | 'reported' | 'unpriced' | 'local' | 'replayed' | 'user-key';

/** From `code.file.path`, `code.line.number`, `code.function.name`. Line is one-based. */
export interface CodeLocation {
  readonly file: string | null;
  readonly line: number | null;
  readonly function: string | null;
}
