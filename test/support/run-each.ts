/** Runs programs one after another, so that measurements do not disturb each other: `node run-each.ts 'test/bench/*.bench.ts'`. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { CLONE } from './clone.ts';

let failed = 0;
for (const file of globSync(process.argv[2] ?? '', { cwd: CLONE }).sort()) {
  process.stdout.write(`\n${file}\n`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', file, ...process.argv.slice(3)], { cwd: CLONE, stdio: 'inherit' });
  if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
