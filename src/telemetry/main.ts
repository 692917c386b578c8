/** The telemetry child of one window: speaks `protocol.ts` over IPC and ends with its parent. */
import { createChild } from './child.ts';
import { defaultLedgerPath } from './ledger/path.ts';

const flag = process.argv.indexOf('--ledger');
const child = createChild({
  ledger: (flag >= 0 ? process.argv[flag + 1] : undefined) ?? defaultLedgerPath(),
  version: process.env['COSTLINE_VERSION'] ?? '0.1.0',
  send: (message) => process.send?.(message),
  now: () => Date.now(),
  exit: () => process.exit(0),
});

process.on('message', (message) => child.receive(message));
process.on('disconnect', () => void child.close());
process.on('SIGTERM', () => void child.close());
