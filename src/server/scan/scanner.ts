/** Asks the scanning thread, which starts with the first question. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ScanAnswer, ScanRequest, ScanResult } from './messages.ts';

export interface Scanner {
  /** Rejects when the thread fails; the next question starts a new one. */
  scan(request: Omit<ScanRequest, 'id'>): Promise<ScanResult>;
}

interface Asked {
  resolve(result: ScanResult): void;
  reject(error: Error): void;
}

export function createScanner(): Scanner {
  const asked = new Map<number, Asked>();
  let worker: Worker | undefined;
  let nextId = 0;

  const fail = (error: Error): void => {
    worker = undefined;
    for (const { reject } of asked.values()) reject(error);
    asked.clear();
  };

  const start = (): Worker => {
    const started = new Worker(workerFile());
    started.on('message', (answer: ScanAnswer) => {
      const question = asked.get(answer.id);
      asked.delete(answer.id);
      if ('result' in answer) question?.resolve(answer.result);
      else question?.reject(new Error(answer.failure));
    });
    started.on('error', fail);
    started.on('exit', (code) => fail(new Error(`the scanning thread ended with ${code}`)));
    // Listening holds the process; a server that is done must not wait for its thread.
    started.unref();
    return started;
  };

  return {
    scan: (request) => new Promise((resolve, reject) => {
      nextId += 1;
      asked.set(nextId, { resolve, reject });
      worker ??= start();
      worker.postMessage({ ...request, id: nextId } satisfies ScanRequest);
    }),
  };
}

/** Beside this file in a checkout; `scan.mjs` in the folder of the bundles, whose chunks lie one deeper. */
function workerFile(): URL {
  const candidates = ['./worker.ts', './scan.mjs', '../scan.mjs'].map((name) => new URL(name, import.meta.url));
  const found = candidates.find((url) => existsSync(fileURLToPath(url)));
  if (found === undefined) throw new Error('the scanning thread is not installed: build or install Costline again');
  return found;
}
