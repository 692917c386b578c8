/** What commands are given, so that only `main.ts` builds things that touch the world. */
import type { Core } from '../core/analyze.ts';

export interface CommandDeps {
  /** Loads grammars, vocabularies and prices at their first use. */
  createCore(): Promise<Core>;
}
