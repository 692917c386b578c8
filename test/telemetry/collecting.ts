/** A collector in a process of its own, for tests that kill it. Prints its port once it listens; `--ledger FILE --port N`. */
import { startCollector } from '../../src/telemetry/collector.ts';

const option = (name: string): string => process.argv[process.argv.indexOf(name) + 1] ?? '';

const collector = await startCollector({
  ledger: option('--ledger'), port: Number(option('--port')), allowedHosts: [], upstream: null, retentionDays: 30, version: process.argv.includes('--version') ? option('--version') : '0.0.0', now: () => Date.now(), log: () => undefined,
});
const announce = (): void => {
  const { role, port } = collector.status();
  process.stdout.write(`${role} ${port ?? ''}\n`);
};
collector.onChange(announce);
announce();
process.stdin.on('end', () => void collector.close()).resume();
