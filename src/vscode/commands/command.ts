/** A command of the palette, the panel or a hover. A failure is shown with what to do; see `guard.ts`. */
import type { Deps } from '../deps.ts';

export interface Command {
  /** As in the manifest. */
  readonly id: `costline.${string}`;
  /** For messages: "`what` failed". */
  readonly what: string;
  /** `args` come from wherever the command was run: they are looked at, never trusted. */
  run(deps: Deps, ...args: readonly unknown[]): unknown;
}
