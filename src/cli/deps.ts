/** What commands are given, so that only `main.ts` builds things that touch the world. */
import type { Core } from '../core/analyze.ts';
import type { AnalysisCache } from './analysis-cache.ts';

export interface CommandDeps {
  readonly version: string;
  readonly cwd: string;
  /** Whether standard output is a terminal that wants it. */
  readonly colour: boolean;
  out(text: string): void;
  err(text: string): void;
  /** Says the exit status: 0 unless said otherwise. */
  end(status: number): void;
  /** Loads grammars, vocabularies and prices at their first use. */
  createCore(): Promise<Core>;
  /** Answers of earlier runs; null when none are kept. */
  readonly cache: AnalysisCache | null;
}
