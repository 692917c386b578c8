/**
 * npm start: builds and packages Costline, opens VS Code with it on the sample workspace, and lets the sample apps work
 * there, so that spend moves. Ctrl+C ends everything.
 *
 *   npm start -- --no-browser --port 8080
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CACHE, PACKAGE_FILE } from '../support/clone.ts';
import { runProcess, startProcess, stopAll } from '../support/process-group.ts';
import { say, step } from '../support/progress.ts';
import { freePort, installCodeServer, startCodeServer } from '../vscode/code-server.ts';
import { build, packageExtension } from '../vscode/package-extension.ts';
import { QUIET_SETTINGS } from '../vscode/settings.ts';
import { startResearchAgent, startSupportDesk } from './emitters.ts';
import { makeSample } from './sample.ts';
import { startProvider } from './stub/provider.ts';

const { values: flags } = parseArgs({ options: { 'no-browser': { type: 'boolean', default: false }, port: { type: 'string' } } });

/** OpenTelemetry's port for OTLP over HTTP, which emitters use unless told otherwise. */
const OTLP_PORT = 4318;
const HOME = join(CACHE, 'demo');
let ending = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));

try {
  await main();
} catch (error) {
  say(`\n${error instanceof Error ? error.message : String(error)}`);
  await end(1);
}

async function main(): Promise<void> {
  await step('Building', build);
  await step('Packaging the extension', packageExtension);
  const sample = await makeSample(join(HOME, 'workspace'));
  if (sample.python.path === null) say(`The Python app stays off: ${sample.python.why}`);
  const port = (await isFree(OTLP_PORT)) ? OTLP_PORT : await freePort();
  const address = await openEditor(sample.folder, port);
  const collector = `http://127.0.0.1:${port}`;
  const provider = await startProvider({ latencyMs: 600, billFile: join(HOME, 'billed.jsonl') });
  say(`\nVS Code with Costline: ${address}`);
  say('Look at support-desk/src/answer.ts, and run "Costline: Open Spend Panel" from the palette (F1).');
  say('The sample apps start as soon as Costline listens. Ctrl+C ends everything.\n');
  await listening(collector);
  const options = { provider: provider.address, collector, rounds: 0, pauseMs: 2_000 };
  const apps = [startSupportDesk(sample, options), startResearchAgent(sample, options)].filter((app) => app !== null);
  say(`${apps.length} sample apps send their telemetry to ${collector}.`);
  const [status, app] = await Promise.race(apps.map(async (running) => [await running.ended, running] as const));
  if (!ending) throw new Error(`A sample app ended with ${status}:\n${app.tail()}`);
}

/** Desktop VS Code where there is one and a screen to show it on; otherwise code-server. Returns what to tell the user. */
async function openEditor(folder: string, collectorPort: number): Promise<string> {
  const settings = { ...QUIET_SETTINGS, 'costline.collector.port': collectorPort };
  const env = { XDG_DATA_HOME: join(HOME, 'data') };
  if (flags.port === undefined && !flags['no-browser'] && hasScreen() && spawnSync('code', ['--version']).status === 0) {
    return openDesktop(folder, settings, env);
  }
  await installCodeServer();
  const server = await step('Starting code-server', () =>
    startCodeServer({ home: join(HOME, 'code-server'), settings, extension: PACKAGE_FILE, env, port: Number(flags.port ?? 8080) }));
  const address = `${server.address}/?folder=${encodeURIComponent(folder)}`;
  void server.process.ended.then(() => end(1));
  if (!flags['no-browser'] && hasScreen()) openInBrowser(address);
  return address;
}

async function openDesktop(folder: string, settings: Readonly<Record<string, unknown>>, env: Readonly<Record<string, string>>): Promise<string> {
  const user = join(HOME, 'desktop');
  const own = ['--user-data-dir', user, '--extensions-dir', join(user, 'extensions')];
  await mkdir(join(user, 'User'), { recursive: true });
  await writeFile(join(user, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
  await step('Starting VS Code', () => runProcess('code', [...own, '--install-extension', PACKAGE_FILE, '--force']));
  const window = startProcess('code', [...own, '--wait', '--new-window', '--disable-workspace-trust', folder], { env: { ...process.env, ...env } });
  void window.ended.then(() => end(0));
  return 'a new window';
}

function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

function openInBrowser(address: string): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  spawn(opener, [address], { stdio: 'ignore', detached: true }).on('error', () => undefined).unref();
}

async function listening(collector: string): Promise<void> {
  for (;;) {
    const reply = await fetch(`${collector}/healthz`).catch(() => null);
    if (reply?.ok) return;
    await pause(500);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function end(status: number): Promise<void> {
  if (ending) return;
  ending = true;
  await stopAll();
  process.exit(status);
}
