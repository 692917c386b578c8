/** The scanning thread: typing never waits for a scan. */
import { parentPort } from 'node:worker_threads';
import { createCore } from '../../core/index.ts';
import { createWorld } from '../../node/world.ts';
import type { ScanAnswer, ScanRequest } from './messages.ts';
import { createScan } from './scan.ts';

const world = createWorld();
const scan = createScan(() => createCore(world));
let last: Promise<unknown> = Promise.resolve();

parentPort?.on('message', (request: ScanRequest) => {
  // One at a time: a core looks at one snapshot.
  last = last.then(() => scan(request)).then(
    (result) => answer({ id: request.id, result }),
    (error: unknown) => answer({ id: request.id, failure: error instanceof Error ? error.stack ?? error.message : String(error) }),
  );
});

const answer = (message: ScanAnswer): void => parentPort?.postMessage(message);
