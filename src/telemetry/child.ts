/** What a window's telemetry child does with each message. One collector, restarted when its settings change. */
import { windowOf, type UtcOffset } from '../core/budgets/period.ts';
import { startCollector, type Collector } from './collector.ts';
import { exportRecords } from './export.ts';
import type { Alert, FromChild, ToChild } from './protocol.ts';
import { controlOf, postWebhook, wantsWebhook } from './reactions.ts';
import { spendState, type SpendQuery } from './spend.ts';
import { testCall } from './test-call.ts';

export interface ChildDeps {
  readonly ledger: string;
  readonly version: string;
  readonly send: (message: FromChild) => void;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly exit: () => void;
}

export interface Child {
  receive(message: unknown): void;
  close(): Promise<void>;
}

type Configure = Extract<ToChild, { type: 'configure' }>;

export function createChild(deps: ChildDeps): Child {
  let settings: Configure | null = null;
  let collector: Collector | null = null;
  let offset: UtcOffset = 0;
  let everyMs: number | null = null;
  let pending: NodeJS.Timeout | null = null;
  let work: Promise<void> = Promise.resolve();

  const query = (configured: Configure): SpendQuery => ({
    workspace: configured.workspace.id, budgets: configured.budgets, includeCodingTools: configured.includeCodingTools,
    utcOffsetMinutes: offset, now: deps.now(),
  });
  const push = (): void => {
    pending = null;
    if (collector === null || settings === null) return;
    const status = collector.status();
    const endpoint = status.endpoint === null ? null : `${status.endpoint}/w/${settings.workspace.id}`;
    deps.send({ type: 'status', status: { ...status, endpoint } });
    collector.alarms.look(query(settings));
    collector.ledger.setControl(settings.workspace.id, controlOf(collector.ledger, query(settings)));
    if (everyMs !== null) deps.send({ type: 'spend', spend: spendState(collector.ledger, query(settings)) });
  };
  /** The first change is told at once, further ones at most every `everyMs`. */
  const pushSoon = (): void => void (pending ??= setTimeout(push, everyMs ?? 250));

  const tell = (alert: Alert): void => {
    deps.send({ type: 'alert', alert });
    const url = settings?.collector.webhook ?? null;
    if (settings === null || url === null || !wantsWebhook(alert, settings.budgets)) return;
    void postWebhook(url, alert, { id: settings.workspace.id, name: settings.workspace.name }).then((taken) => {
      if (!taken) deps.send({ type: 'failed', request: null, message: `The webhook of your settings did not take an alert: ${alert.message}` });
    });
  };

  const configure = async (next: Configure): Promise<void> => {
    const former = settings;
    settings = next;
    offset = offsetIn(next.utcOffsetMinutes, deps.now());
    if (collector !== null && JSON.stringify(former?.collector) !== JSON.stringify(next.collector)) {
      await collector.close();
      collector = null;
    }
    if (collector === null) {
      collector = await startCollector({
        ledger: deps.ledger, port: next.collector.port, allowedHosts: next.collector.allowedHosts, mostRequestBytes: next.collector.maxRequestMiB * 1024 * 1024, upstream: next.collector.upstream,
        retentionDays: next.collector.retentionDays, keepContent: next.collector.keepContent, version: deps.version, now: deps.now, log: () => undefined,
      });
      collector.onChange(pushSoon);
      collector.onAlert(tell);
    }
    collector.ledger.register({ ...next.workspace, services: next.services });
    push();
  };

  const handle = async (message: ToChild): Promise<void> => {
    switch (message.type) {
      case 'configure': return configure(message);
      case 'subscribe':
        everyMs = message.everyMs;
        return push();
      case 'unsubscribe':
        everyMs = null;
        return;
      case 'observe': {
        const places = collector === null || settings === null ? [] : collector.ledger.places(settings.workspace.id, deps.now() - 14 * 86_400_000, windowOf('day', deps.now(), offset)?.start ?? deps.now());
        return deps.send({ type: 'observed', request: message.request, places });
      }
      case 'export': {
        if (collector === null || settings === null) throw new Error('Nothing to export yet: open the spend panel first.');
        const rows = await exportRecords(collector.ledger.recordsInOrder({ workspace: settings.workspace.id }), message.format, message.file);
        return deps.send({ type: 'exported', request: message.request, rows, file: message.file });
      }
      case 'send-test-call': {
        const endpoint = collector?.status().endpoint ?? null;
        if (endpoint === null || settings === null) throw new Error('Nothing listens yet, so a test call has nowhere to go.');
        return testCall(`${endpoint}/w/${settings.workspace.id}`, deps.now());
      }
      case 'assign': {
        if (collector?.ledger.assign(message.record, message.callSite) !== true) throw new Error('That call is not in the ledger any more, so it cannot be assigned.');
        return push();
      }
      case 'shutdown': return close();
      default: return unknown(message);
    }
  };

  const receive = (message: unknown): void => {
    if (!isMessage(message)) return;
    const request = 'request' in message ? message.request : null;
    work = work.then(() => handle(message)).catch((error: unknown) => {
      deps.send({ type: 'failed', request, message: error instanceof Error ? error.message : String(error) });
    });
  };

  const close = async (): Promise<void> => {
    if (pending !== null) clearTimeout(pending);
    await collector?.close();
    collector = null;
    deps.exit();
  };

  deps.send({ type: 'ready', protocol: 1, version: deps.version });
  return { receive, close };
}

const isMessage = (value: unknown): value is ToChild => typeof value === 'object' && value !== null && 'type' in value;

const unknown = (message: never): void => {
  throw new Error(`This version does not know the message ${JSON.stringify(message)}.`);
};

/**
 * A window's child runs where the window's host does, in the same zone, and knows what its offset is at another date: a month
 * may begin, and a window stay open, on the other side of a change of clocks. Where the window says another offset, that holds.
 */
function offsetIn(said: number, now: number): UtcOffset {
  const own = (at: number): number => -new Date(at).getTimezoneOffset();
  return own(now) === said ? own : said;
}
