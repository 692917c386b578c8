/** The analysing thread: what it computes keeps nothing else waiting. */
import { parentPort } from 'node:worker_threads';
import type { Config } from '../../core/config/config.ts';
import type { FileId, SourceFile } from '../../core/document.ts';
import { createCore } from '../../core/index.ts';
import { createWorld } from '../../node/world.ts';
import { createAnalyst } from './analyst.ts';
import type { AnalyzeMessage, FromThread, ToThread } from './messages.ts';

const world = createWorld();
const analyst = createAnalyst(() => createCore(world));
const running = new Map<number, AbortController>();
const configs = new Map<FileId | null, Config>();
const open = new Map<FileId, SourceFile>();

parentPort?.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'analyze': return void analyze(message);
    case 'cancel': return running.get(message.id)?.abort();
    case 'changed': return analyst.changed(message.file);
    default: return message satisfies never;
  }
});

async function analyze({ id, root, only, trusted, evidence, config: told, opened, closed }: AnalyzeMessage): Promise<void> {
  for (const file of closed) open.delete(file);
  for (const source of opened) open.set(source.file, source);
  const config = told ?? configs.get(root);
  if (config === undefined) return answer({ id, failure: 'the thread was asked about a folder it does not know' });
  configs.set(root, config);
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const result = await analyst.analyze({ root, config, only, trusted, evidence, open: [...open.values()] }, controller.signal);
    answer({ id, result });
  } catch (error) {
    answer({ id, failure: controller.signal.aborted ? null : error instanceof Error ? error.stack ?? error.message : String(error) });
  } finally {
    running.delete(id);
  }
}

const answer = (message: FromThread): void => parentPort?.postMessage(message);
