/** Call sites of which only what matters to the join is said. */
import type { CallSite } from '../../../src/core/call-site.ts';

export interface SiteDrawing {
  readonly id: string;
  readonly file?: string;
  /** One-based, first and last. */
  readonly lines?: readonly [number, number];
  readonly enclosing?: string | null;
  readonly model?: string | null;
  readonly names?: readonly string[];
}

export function site({ id, file = '/repo/src/triage.ts', lines = [10, 14], enclosing = 'triage', model = 'gpt-4o', names = [] }: SiteDrawing): CallSite {
  const range = { start: { line: lines[0] - 1, character: 0 }, end: { line: lines[1] - 1, character: 2 } };
  const location = { file, range };
  return {
    id, location, nameLocation: location, enclosing, kind: 'direct', sdk: 'openai.chat', provider: 'openai', model: { id: model, from: 'literal', candidates: [], location: null },
    blocks: [], outputLimit: null, outputSchema: null, tools: [], toolChoice: null, reasoning: null, gateway: null, multiple: null, use: 'unknown', fees: [], through: [], telemetryNames: names, problems: [],
  };
}
