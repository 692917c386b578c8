/** An analyst in a thread of its own, which starts with the first question. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Config } from '../../core/config/config.ts';
import type { FileId } from '../../core/document.ts';
import type { Analyst, AnalystRequest, AnalystResult } from './analyst.ts';
import type { AnalyzeMessage, FromThread, ToThread } from './messages.ts';

interface Asked {
  resolve(result: AnalystResult): void;
  reject(error: unknown): void;
}

/** What one thread was told, so that it is told once. */
interface Told {
  readonly worker: Worker;
  readonly configs: Map<FileId | null, Config>;
  readonly texts: Map<FileId, string>;
}

export function createThread(): Analyst {
  const asked = new Map<number, Asked>();
  let thread: Told | undefined;
  let nextId = 0;

  const fail = (error: Error): void => {
    thread = undefined;
    for (const { reject } of asked.values()) reject(error);
    asked.clear();
  };

  const hear = (message: FromThread): void => {
    const question = asked.get(message.id);
    asked.delete(message.id);
    if ('result' in message) question?.resolve(message.result);
    else if (message.failure !== null) question?.reject(new Error(message.failure));
  };

  const start = (): Told => {
    const worker = new Worker(workerFile());
    worker.on('message', hear);
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`the analysing thread ended with ${code}`)));
    // Listening holds the process; a server that is done must not wait for its thread.
    worker.unref();
    return { worker, configs: new Map(), texts: new Map() };
  };

  const send = (message: ToThread): void => thread?.worker.postMessage(message);

  return {
    analyze: (request, signal) => new Promise((resolve, reject) => {
      signal.throwIfAborted();
      thread ??= start();
      nextId += 1;
      const id = nextId;
      asked.set(id, { resolve, reject });
      signal.addEventListener('abort', () => {
        if (!asked.delete(id)) return;
        send({ type: 'cancel', id });
        reject(signal.reason);
      }, { once: true });
      send(messageFor(id, request, thread));
    }),
    changed: (file) => send({ type: 'changed', file }),
  };
}

function messageFor(id: number, { root, config, only, trusted, evidence, open }: AnalystRequest, { configs, texts }: Told): AnalyzeMessage {
  const opened = open.filter(({ file, hash }) => texts.get(file) !== hash);
  const names = new Set(open.map(({ file }) => file));
  const closed = [...texts.keys()].filter((file) => !names.has(file));
  for (const { file, hash } of opened) texts.set(file, hash);
  for (const file of closed) texts.delete(file);
  const isNew = configs.get(root) !== config;
  configs.set(root, config);
  return { type: 'analyze', id, root, only, trusted, evidence, opened, closed, ...(isNew ? { config } : {}) };
}

/** Beside this file in a checkout; in the folder of the bundles otherwise, whose chunks lie one deeper. */
function workerFile(): URL {
  const candidates = ['./worker.ts', './analyst.mjs', '../analyst.mjs'].map((name) => new URL(name, import.meta.url));
  const found = candidates.find((url) => existsSync(fileURLToPath(url)));
  if (found === undefined) throw new Error('the analysing thread is not installed: build or install Costline again');
  return found;
}
