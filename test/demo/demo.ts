/**
 * npm run demo: the provider stub and the sample apps alone, for a collector that already listens.
 *
 *   npm run demo -- --collector http://127.0.0.1:4318 --rounds 5
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CACHE } from '../support/clone.ts';
import { stopAll } from '../support/process-group.ts';
import { say } from '../support/progress.ts';
import { startResearchAgent, startSupportDesk } from './emitters.ts';
import { makeSample } from './sample.ts';
import { startProvider } from './stub/provider.ts';

const { values } = parseArgs({
  options: {
    collector: { type: 'string', default: 'http://127.0.0.1:4318' },
    rounds: { type: 'string', default: '0' },
    pause: { type: 'string', default: '2000' },
  },
});

process.once('SIGINT', () => void stopAll().then(() => process.exit(0)));
process.once('SIGTERM', () => void stopAll().then(() => process.exit(0)));

await mkdir(CACHE, { recursive: true });
const sample = await makeSample(join(CACHE, 'sample-workspace'));
const provider = await startProvider({ latencyMs: 400 });
const options = { provider: provider.address, collector: values.collector, rounds: Number(values.rounds), pauseMs: Number(values.pause) };
say(`Provider stub on ${provider.address}; telemetry goes to ${options.collector}.`);
if (sample.python.path === null) say(`Without the Python app: ${sample.python.why}`);
const apps = [startSupportDesk(sample, options), startResearchAgent(sample, options)].filter((app) => app !== null);
for (const app of apps) app.child.stdout?.pipe(process.stdout);
const statuses = await Promise.all(apps.map((app) => app.ended));
await provider.close();
say(`${provider.bill.calls.length} calls billed.`);
for (const [index, status] of statuses.entries()) if (status !== 0) say(`An app ended with ${status}:\n${apps[index]?.tail()}`);
process.exit(statuses.every((status) => status === 0) ? 0 : 1);
