/** What each browser test stands on: a fresh copy of the sample, its own VS Code, its own ledger, its own ports. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { makeSample } from '../demo/sample.ts';
import type { Sample } from '../demo/sample.ts';
import { PACKAGE_FILE } from '../support/clone.ts';
import { stopAll } from '../support/process-group.ts';
import { launchChromium } from './chromium.ts';
import { freePort, startCodeServer, writeSettings } from './code-server.ts';
import type { CodeServer } from './code-server.ts';
import { QUIET_SETTINGS } from './settings.ts';
import { Window } from './window.ts';

export interface Stage {
  readonly sample: Sample;
  readonly folder: string;
  readonly server: CodeServer;
  readonly browser: Browser;
  /** Where the extension's collector listens once it does. */
  readonly collector: string;
  open(): Promise<Window>;
  /** Adds to the user's settings; VS Code takes them over by itself. */
  set(settings: Readonly<Record<string, unknown>>): Promise<void>;
  write(path: string, text: string): Promise<void>;
  clear(): Promise<void>;
}

export interface StageOptions {
  readonly trust?: 'everything' | 'ask';
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Text of `costline.json`; null leaves it out. Left out: no budget, so that nothing listens by itself. */
  readonly costline?: string | null;
}

export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const home = await mkdtemp(join(tmpdir(), 'costline-vscode-'));
  const folder = join(home, 'sample');
  const sample = await makeSample(folder);
  if (options.costline) await writeFile(join(folder, 'costline.json'), options.costline);
  else await rm(join(folder, 'costline.json'));
  const port = await freePort();
  let settings = { ...QUIET_SETTINGS, 'costline.collector.port': port, ...options.settings };
  const server = await startCodeServer({
    home: join(home, 'code-server'),
    settings,
    extension: PACKAGE_FILE,
    trust: options.trust ?? 'everything',
    env: { XDG_DATA_HOME: join(home, 'data') },
  });
  const browser = await launchChromium();
  return {
    sample, folder, server, browser,
    collector: `http://127.0.0.1:${port}`,
    async set(more) {
      settings = { ...settings, ...more };
      await writeSettings(join(home, 'code-server'), settings);
    },
    open: () => Window.open(browser, server.address, folder),
    write: (path, text) => writeFile(join(folder, path), text),
    async clear() {
      await browser.close();
      await server.stop();
      await stopAll();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
