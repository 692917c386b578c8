/** npm run test:electron: the packaged extension in desktop VS Code, where it can be downloaded. Not part of npm test. */
import { spawnSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { CLONE, PACKAGE_FILE } from '../support/clone.ts';
import { build, packageExtension } from '../vscode/package-extension.ts';

const home = await mkdtemp(join(tmpdir(), 'costline-electron-'));
const own = ['--user-data-dir', join(home, 'user'), '--extensions-dir', join(home, 'extensions')];
await build();
await packageExtension();
const vscodeExecutablePath = await downloadAndUnzipVSCode('stable');
const [cli] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath);
if (cli === undefined) throw new Error('The download holds no command line.');
spawnSync(cli, [...own, '--install-extension', PACKAGE_FILE], { stdio: 'inherit' });
await runTests({
  vscodeExecutablePath,
  extensionDevelopmentPath: join(CLONE, 'test', 'electron', 'empty'),
  extensionTestsPath: join(CLONE, 'test', 'electron', 'suite.cjs'),
  launchArgs: [...own, '--disable-workspace-trust', join(CLONE, 'test', 'demo', 'workspace')],
});
