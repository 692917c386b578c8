/** The one wrapper that keeps a failure its own: it is logged, and the user is told what to do. */
import { window } from 'vscode';
import type { LogOutputChannel } from 'vscode';

const SHOW_LOG = 'Show Log';

/** Runs `work`; a failure ends here. Resolves to undefined then. */
export async function guarded<T>(log: LogOutputChannel, what: string, work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    log.error(what, error instanceof Error ? error : String(error));
    void tellFailure(log, `Costline: ${what} failed. ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** For what runs without anybody having asked: logged, not shown. */
export function quietly<T>(log: LogOutputChannel, what: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    log.error(what, error instanceof Error ? error : String(error));
    return undefined;
  }
}

export async function tellFailure(log: LogOutputChannel, message: string): Promise<void> {
  if ((await window.showErrorMessage(message, SHOW_LOG)) === SHOW_LOG) log.show(true);
}
