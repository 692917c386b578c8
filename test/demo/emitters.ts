/** The sample apps at work: real clients and real OpenTelemetry against the provider stub. */
import { join } from 'node:path';
import { startProcess } from '../support/process-group.ts';
import type { Started } from '../support/process-group.ts';
import type { Sample } from './sample.ts';

export interface EmitterOptions {
  /** Where the stub answers, e.g. `http://127.0.0.1:41234`. */
  readonly provider: string;
  /** Where telemetry goes, e.g. `http://127.0.0.1:4318`. */
  readonly collector: string;
  /** How often each app goes through its work; 0 until stopped. */
  readonly rounds: number;
  readonly pauseMs: number;
}

/** Node app of the sample. Runs under the Node that runs this, which strips types. */
export function startSupportDesk(sample: Sample, options: EmitterOptions): Started {
  const cwd = join(sample.folder, 'support-desk');
  return startProcess(process.execPath, ['--import', './src/telemetry.ts', 'src/main.ts'], { cwd, env: environment(options) });
}

/** Python app of the sample; null where Python is missing. */
export function startResearchAgent(sample: Sample, options: EmitterOptions): Started | null {
  if (sample.python.path === null) return null;
  return startProcess(sample.python.path, ['main.py'], { cwd: join(sample.folder, 'research-agent'), env: environment(options) });
}

/** The user's own keys and endpoints must not leak into a demo, so everything that could send is set or left out. */
function environment(options: EmitterOptions): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(OTEL|OPENAI|ANTHROPIC|NODE_OPTIONS|TRACELOOP)/.test(name));
  return {
    ...Object.fromEntries(kept),
    OPENAI_BASE_URL: `${options.provider}/v1`, OPENAI_API_KEY: 'demo',
    ANTHROPIC_BASE_URL: options.provider, ANTHROPIC_API_KEY: 'demo',
    OTEL_EXPORTER_OTLP_ENDPOINT: options.collector, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    TRACELOOP_TRACE_CONTENT: 'false',
    NO_PROXY: '127.0.0.1,localhost', no_proxy: '127.0.0.1,localhost',
    ROUNDS: String(options.rounds), PAUSE_MS: String(options.pauseMs),
    PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1', NODE_NO_WARNINGS: '1',
  };
}
