/** The process itself: forked from its bundle, so that it runs on the editor's own Node. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { FromChild, ToChild } from '../telemetry/protocol.ts';

export interface RunningChild {
  send(message: ToChild): void;
  /** Lets it finish its writes, then makes sure. */
  end(): void;
}

export interface ChildEvents {
  readonly message: (message: FromChild) => void;
  /** It ended by itself. */
  readonly ended: (how: string) => void;
}

const END_WITHIN_MS = 3_000;

export function forkChild({ context, log }: { readonly context: ExtensionContext; readonly log: LogOutputChannel }, events: ChildEvents): RunningChild {
  const version = String((context.extension.packageJSON as { readonly version?: unknown }).version ?? '0.0.0');
  const child = fork(join(context.extensionPath, 'dist', 'telemetry.mjs'), [], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', COSTLINE_VERSION: version }, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let over = false;
  const ended = (how: string): void => {
    if (over) return;
    over = true;
    events.ended(how);
  };
  child.on('message', (message) => isFromChild(message) && events.message(message));
  child.stderr?.on('data', (text: Buffer) => log.warn(`telemetry: ${text.toString().trimEnd()}`));
  child.once('error', (error) => ended(error.message));
  child.once('exit', (code, signal) => ended(signal ?? `exit status ${code}`));
  return {
    send(message) {
      if (child.connected) child.send(message, (error) => error !== null && log.debug(`telemetry: ${error.message}`));
    },
    end() {
      over = true;
      if (child.connected) child.send({ type: 'shutdown' } satisfies ToChild, () => undefined);
      const patience = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
      child.once('exit', () => clearTimeout(patience));
    },
  };
}

const isFromChild = (message: unknown): message is FromChild => typeof message === 'object' && message !== null && 'type' in message;
