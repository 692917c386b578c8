/** The one log, and the one wrapper that keeps a handler's failure its own. */
import type { CancellationToken, Connection } from 'vscode-languageserver/node';

export interface Log {
  info(message: string): void;
  error(message: string, cause?: unknown): void;
}

export const createLog = (connection: Connection): Log => ({
  info: (message) => connection.console.info(message),
  error: (message, cause) => connection.console.error(cause === undefined ? message : `${message}: ${told(cause)}`),
});

/** A failing handler is logged and answers null: the editor shows nothing there, and everything else goes on. */
export const guarded = <P, R>(log: Log, name: string, handle: (params: P, token: CancellationToken) => Promise<R | null>) =>
  async (params: P, token: CancellationToken): Promise<R | null> => {
    try {
      return await handle(params, token);
    } catch (error) {
      if (!isAbort(error)) log.error(`${name} failed`, error);
      return null;
    }
  };

export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

const told = (cause: unknown): string => (cause instanceof Error ? cause.stack ?? cause.message : String(cause));
