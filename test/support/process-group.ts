/** Programs started for a demo or a test, each in a process group of its own, so that ending one ends its children too. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export interface Started {
  readonly child: ChildProcess;
  /** The last lines it printed, for the message when something fails. */
  tail(): string;
  /** Asks it to end, and after two seconds ends it. */
  stop(): Promise<void>;
  /** Its exit status, once it ended. */
  readonly ended: Promise<number | null>;
}

export interface StartOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Where its output goes besides the tail. */
  readonly log?: string;
}

const TAIL_CHARACTERS = 8_000;
const POLITE_MS = 2_000;
const running = new Set<Started>();

export function startProcess(command: string, args: readonly string[], options: StartOptions = {}): Started {
  const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = options.log === undefined ? null : createWriteStream(options.log, { flags: 'a' });
  let tail = '';
  const keep = (chunk: Buffer): void => {
    tail = (tail + chunk.toString('utf8')).slice(-TAIL_CHARACTERS);
    log?.write(chunk);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (status) => resolve(status));
    child.once('error', (error) => {
      keep(Buffer.from(`${error.message}\n`));
      resolve(null);
    });
  });
  const started: Started = { child, tail: () => tail, ended, stop: () => stopGroup(child, ended) };
  running.add(started);
  void ended.then(() => {
    running.delete(started);
    log?.end();
  });
  return started;
}

/** Ends everything that still runs, newest first. */
export async function stopAll(): Promise<void> {
  for (const started of [...running].reverse()) await started.stop();
}

/** Runs to the end; fails with what it printed. */
export async function runProcess(command: string, args: readonly string[], options: StartOptions = {}): Promise<void> {
  const started = startProcess(command, args, options);
  const status = await started.ended;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${started.tail()}`);
}

async function stopGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.pid === undefined) return;
  signal(child.pid, 'SIGTERM');
  await Promise.race([ended, pause(POLITE_MS)]);
  signal(child.pid, 'SIGKILL');
  await Promise.race([ended, pause(POLITE_MS)]);
}

/** To the whole group; it may be gone already. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    return;
  }
}
