/** `costline collect`: the collector in the foreground, alone or around a command. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { DEFAULT_CONFIG } from '../../core/config/defaults.ts';
import { resolveConfig } from '../../core/config/resolve.ts';
import { exactDollars } from '../../core/present/money.ts';
import { readVersion } from '../../node/version.ts';
import { startCollector, type Collector } from '../../telemetry/collector.ts';
import { defaultLedgerPath } from '../../telemetry/ledger/path.ts';
import type { BudgetState } from '../../telemetry/protocol.ts';
import { controlOf } from '../../telemetry/reactions.ts';
import { budgetState, type SpendQuery } from '../../telemetry/spend.ts';

interface CollectOptions {
  readonly port: string;
  readonly ledger?: string;
  readonly upstream?: string;
  readonly keepContent?: true;
  readonly token?: string;
  readonly allowHost: readonly string[];
  readonly maxRequest: string;
}

export function register(program: Command): void {
  program.command('collect')
    .description('Receive OpenTelemetry on loopback and keep what model calls cost; around a command, print what it spent.')
    .option('--port <number>', 'port to listen on; 0 takes any free one', '4318')
    .option('--ledger <file>', 'where to keep it (default: the ledger of your user)')
    .option('--upstream <url>', 'send everything on to this OTLP/HTTP endpoint')
    .option('--token <token>', 'take only requests with this bearer token')
    .option('--allow-host <name...>', 'take requests for this host name too, e.g. host.docker.internal', [])
    .option('--max-request <MiB>', 'largest request that is taken, unpacked', String(DEFAULT_CONFIG.collector.maxRequestMiB))
    .option('--keep-content', 'keep prompts and answers beside their calls; otherwise they are dropped')
    .argument('[command...]', 'a command to run with its telemetry pointed here')
    .passThroughOptions()
    .action((command: string[], options: CollectOptions) => collect(command, options));
}

async function collect(command: readonly string[], options: CollectOptions): Promise<void> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${options.port} is not a port. Give a number from 0 to 65535.`);
  const mostMiB = Number(options.maxRequest);
  if (!(mostMiB > 0)) throw new Error(`--max-request ${options.maxRequest} is not a size. Give a number of MiB.`);
  const collector = await startCollector({
    ledger: options.ledger ?? defaultLedgerPath(), port, allowedHosts: options.allowHost, mostRequestBytes: mostMiB * 1024 * 1024, upstream: options.upstream ?? null,
    retentionDays: DEFAULT_CONFIG.collector.retentionDays, keepContent: options.keepContent === true, token: options.token ?? null, version: readVersion(), now: () => Date.now(),
    log: () => undefined,
  });
  const status = collector.status();
  if (status.endpoint === null || status.role !== 'owner') {
    await collector.close();
    throw new Error(status.message ?? `Another Costline already collects into ${status.ledger}. Send telemetry to it, or give this one a --ledger of its own.`);
  }
  process.stderr.write(`costline: listening on ${status.endpoint}, ledger ${status.ledger}\n`);
  process.exitCode = command.length === 0 ? await untilStopped(collector) : await around(command, collector, { endpoint: status.endpoint, token: options.token ?? null });
}

async function untilStopped(collector: Collector): Promise<number> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await collector.close();
  return 0;
}

/** Runs the command to its end; its exit status wins, and a passed budget is a failure of its own. */
async function around(command: readonly string[], collector: Collector, { endpoint, token }: { readonly endpoint: string; readonly token: string | null }): Promise<number> {
  const folder = process.cwd();
  const workspace = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  collector.ledger.register({ id: workspace, name: basename(folder), folders: [folder], services: {} });
  const started = Date.now();
  const query = await queryOf(folder, workspace);
  // Programs that ask are told as soon as a budget with the action `halt` is spent.
  collector.onChange(() => collector.ledger.setControl(workspace, controlOf(collector.ledger, { ...query, now: Date.now() })));
  const code = await run(command, {
    ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: `${endpoint}/w/${workspace}`, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    ...(token === null ? {} : { OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${encodeURIComponent(token)}` }),
  });
  await settled(collector);
  const states = query.budgets.map((budget) => budgetState(collector.ledger, budget, { ...query, now: Date.now() }));
  report(collector, workspace, started, states);
  await collector.close();
  return code !== 0 ? code : states.some((state) => state.spent >= state.limit) ? 1 : 0;
}

function run([program, ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program ?? '', args, { stdio: 'inherit', env });
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.once('error', (error) => reject(new Error(`${program ?? ''} could not be started: ${error.message}`)));
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128 + 15)));
  });
}

/** The last batch of a program that ended may still be on its way to the disk. */
async function settled(collector: Collector): Promise<void> {
  for (let before = -1; collector.status().received.requests !== before;) {
    before = collector.status().received.requests;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function queryOf(folder: string, workspace: string): Promise<SpendQuery> {
  const path = join(folder, 'costline.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  const { config } = resolveConfig({ file: text === null ? null : { path, text }, trusted: true });
  return {
    workspace, budgets: config.budgets, includeCodingTools: config.includeCodingTools,
    utcOffsetMinutes: (at) => -new Date(at).getTimezoneOffset(), now: Date.now(),
  };
}

function report(collector: Collector, workspace: string, from: number, states: readonly BudgetState[]): void {
  const { cost, calls, unpriced, unmeasured } = collector.ledger.totals({ workspace }, from, Date.now() + 60_000);
  const unknown = [unpriced > 0 ? `${unpriced} unpriced` : '', unmeasured > 0 ? `${unmeasured} without usage` : ''].filter(Boolean);
  process.stderr.write(`costline: ${exactDollars(cost)} in ${calls} calls${unknown.length > 0 ? ` (${unknown.join(', ')}: not in the sum)` : ''}\n`);
  for (const { label, spent, limit } of states) {
    process.stderr.write(`costline: ${label}: ${exactDollars(spent)} of ${exactDollars(limit)}${spent >= limit ? ', budget passed' : ''}\n`);
  }
}
