/** What commands are given, so that only `main.ts` builds things that touch the world. */
import type { Core } from '../core/analyze.ts';

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
}
