/** code-server: VS Code in a browser, installed from the registry without compiling anything. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CLONE } from '../support/clone.ts';
import { runProcess, startProcess } from '../support/process-group.ts';
import type { Started } from '../support/process-group.ts';
import { step } from '../support/progress.ts';

const HOME = join(CLONE, 'test', 'vscode');
const PACKAGE = join(HOME, 'node_modules', 'code-server');
const CODE = join(PACKAGE, 'lib', 'vscode');
const ENTRY = join(PACKAGE, 'out', 'node', 'entry.js');
const START_LIMIT_MS = 60_000;

/**
 * Its own install script compiles a dozen native modules and fails without the headers of Kerberos. VS Code runs
 * without them, or ships them built; only its log files want one, which is compiled where a compiler is at hand.
 */
export async function installCodeServer(): Promise<void> {
  const stamp = join(PACKAGE, '.installed');
  if (existsSync(stamp)) return;
  await step('Installing code-server, VS Code in a browser (about 600 MB, once)', async () => {
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await runProcess('npm', ['ci', ...quiet], { cwd: HOME });
    // `npm ci` refuses VS Code's own shrinkwrap, which leaves out a package; `install` follows the rest of it.
    await runProcess('npm', ['install', '--omit=dev', ...quiet], { cwd: CODE });
    await runProcess('npm', ['install', '--omit=dev', ...quiet], { cwd: join(CODE, 'extensions') });
    await runProcess('npm', ['rebuild', '@vscode/spdlog', '--loglevel=error'], { cwd: CODE }).catch(() => undefined);
    await writeFile(stamp, '');
  });
}

export interface CodeServerOptions {
  /** Holds user data, extensions and logs; kept by the caller. */
  readonly home: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** VSIX to install. */
  readonly extension: string;
  /** 0 or left out: any free one. */
  readonly port?: number;
  readonly trust?: 'everything' | 'ask';
  readonly env?: Readonly<Record<string, string>>;
}

export interface CodeServer {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  readonly process: Started;
  stop(): Promise<void>;
}

export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const folders = { user: join(options.home, 'user'), extensions: join(options.home, 'extensions') };
  await writeSettings(options.home, options.settings);
  const own = ['--user-data-dir', folders.user, '--extensions-dir', folders.extensions, '--config', join(options.home, 'config.yaml')];
  const env = { ...cleanEnvironment(), ...options.env };
  await runProcess(process.execPath, [ENTRY, ...own, '--install-extension', options.extension, '--force'], { env });
  const port = options.port || (await freePort());
  const quiet = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'];
  const trust = options.trust === 'ask' ? [] : ['--disable-workspace-trust'];
  const args = [ENTRY, ...own, ...quiet, ...trust, '--bind-addr', `127.0.0.1:${port}`];
  const started = startProcess(process.execPath, args, { env, log: join(options.home, 'code-server.log') });
  const address = `http://127.0.0.1:${port}`;
  await answers(address, started);
  return { address, process: started, stop: () => started.stop() };
}

/** The user's settings; VS Code watches the files. Settings of scope `machine` are read from the machine's file only. */
export async function writeSettings(home: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  for (const kind of ['User', 'Machine']) {
    const folder = join(home, 'user', kind);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(address: string, started: Started): Promise<void> {
  let over = false;
  void started.ended.then(() => (over = true));
  const deadline = performance.now() + START_LIMIT_MS;
  while (performance.now() < deadline && !over) {
    const reply = await fetch(`${address}/healthz`).catch(() => null);
    if (reply?.ok) return;
    await pause(100);
  }
  throw new Error(`code-server does not answer on ${address}:\n${started.tail()}`);
}

/** Started from a terminal inside VS Code, these would make it think that it is one of its own children. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|OTEL_|NODE_OPTIONS$|NODE_TEST_CONTEXT$)/.test(name)));
}
