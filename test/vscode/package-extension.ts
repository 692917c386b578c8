/** Makes the VSIX the tests and `npm start` install. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CLONE, PACKAGE_FILE } from '../support/clone.ts';
import { runProcess } from '../support/process-group.ts';

export async function build(): Promise<void> {
  await runProcess(process.execPath, ['esbuild.mjs'], { cwd: CLONE });
}

export async function packageExtension(): Promise<void> {
  await rm(PACKAGE_FILE, { force: true });
  const vsce = join(CLONE, 'node_modules', '@vscode', 'vsce', 'vsce');
  await runProcess(process.execPath, [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', PACKAGE_FILE], { cwd: CLONE });
}
