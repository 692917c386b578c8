/** The browser that drives VS Code in the tests. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { runProcess } from '../support/process-group.ts';
import { step } from '../support/progress.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const QUIET = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--force-color-profile=srgb',
];

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() ?? missing(), args: QUIET });
}

/** On Debian and as root it installs itself, so that the two commands of the README suffice. */
export async function ensureChromium(): Promise<void> {
  if (findChromium() !== null) return;
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) missing();
  await step('Installing Chromium for the browser tests (apt-get)', async () => {
    await runProcess('apt-get', ['update', '-qq']);
    await runProcess('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  });
}

function findChromium(): string | null {
  const asked = process.env['CHROMIUM'];
  if (asked) return asked;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}

function missing(): never {
  throw new Error('The browser tests need Chromium: install it, or name one in the environment variable CHROMIUM.');
}
