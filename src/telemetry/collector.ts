/** Composition: ownership, ledger, receiver, forwarding, and what is told to whoever watches. */
import { createCatalogue, type Catalogue } from '../core/pricing/catalogue.ts';
import { createTokenizers } from '../core/tokens/tokenizers.ts';
import { createPrices } from '../node/prices.ts';
import { createVocabularies } from '../node/vocabularies.ts';
import { createAlarms, type Alarms } from './alarms.ts';
import { notAhead } from './clock.ts';
import { markEstimates, type CountText } from './estimates.ts';
import { createIntake } from './intake.ts';
import type { Ledger } from './ledger/ledger.ts';
import { openSqliteLedger } from './ledger/sqlite/sqlite-ledger.ts';
import { askToYield, describeCostline, isNewer, neighbourOn } from './neighbour.ts';
import { startReceiver, type Receiver, type ReceiverOptions } from './otlp/receiver.ts';
import type { Received } from './otlp/reception.ts';
import { createOwnership, type Ownership } from './ownership.ts';
import { createPriceCall } from './price-call.ts';
import type { Alert, CollectorStatus } from './protocol.ts';
import { createUpkeep } from './upkeep.ts';
import { createUpstream, type Upstream } from './upstream.ts';

export interface CollectorOptions {
  /** A file. */
  readonly ledger: string;
  /** 0 takes any free port. Null: read the ledger only, listen on nothing. */
  readonly port: number | null;
  readonly allowedHosts: readonly string[];
  /** Of one request, unpacked. Default 64 MiB. */
  readonly mostRequestBytes?: number;
  readonly upstream: string | null;
  readonly retentionDays: number;
  /** More than this, and the oldest spans go before their time. Default 4 GiB. */
  readonly mostBytes?: number;
  /** Keep prompts and answers. Default: they are dropped. */
  readonly keepContent?: boolean;
  /** Senders must name it. Default: none is asked for. */
  readonly token?: string | null;
  readonly version: string;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Overrides of `costline.json`; the catalogue itself is an asset. */
  readonly prices?: Parameters<typeof createCatalogue>[1];
  readonly log: (message: string) => void;
}

export interface Collector {
  readonly ledger: Ledger;
  readonly alarms: Alarms;
  status(): CollectorStatus;
  /** Called after anything changed: records arrived, the role changed, a request was rejected. */
  onChange(listener: () => void): void;
  onAlert(listener: (alert: Alert) => void): void;
  close(): Promise<void>;
}

/** How often a follower tries to take over, and looks whether the owner wrote. */
const FOLLOW_EVERY = 250;
const PORT_EVERY = 5_000;
/** The standard ports of OTLP. */
const [HTTP_PORT, GRPC_PORT] = [4318, 4317];
/** After it let go, an older owner leaves the ledger to the newer one for so long. */
const REST = 30_000;

/** Rejects with `LedgerError` when the ledger cannot be opened. */
export async function startCollector(options: CollectorOptions): Promise<Collector> {
  const catalogue = await loadCatalogue(options.prices);
  // Before the ledger is opened: opening migrates it, and an older owner would go on writing.
  if (options.port !== null && options.port !== 0) await askToYield(options.port, options);
  const ledger = await openSqliteLedger({ path: options.ledger, price: createPriceCall(catalogue), now: options.now, keepContent: options.keepContent ?? false });
  const ownership = await createOwnership(options.ledger);
  const changes = new Set<() => void>();
  const alerts = new Set<(alert: Alert) => void>();
  const changed = (): void => changes.forEach((listener) => listener());
  const station = createStation({ options, ledger, ownership, changed });
  const alarms = createAlarms(ledger, (alert) => alerts.forEach((listener) => listener(alert)));

  let version = ledger.version();
  const timer = setInterval(() => {
    void station.tick();
    if (ledger.version() === version) return;
    version = ledger.version();
    changed();
  }, FOLLOW_EVERY);
  await station.tick();

  return {
    ledger, alarms,
    status: () => station.status(),
    onChange: (listener) => void changes.add(listener),
    onAlert: (listener) => void alerts.add(listener),
    async close() {
      clearInterval(timer);
      await station.close();
      ownership.release();
      ledger.close();
    },
  };
}

/** Vocabularies are read when the first text is counted, if ever one is. */
function createTextCounter(): CountText {
  const tokenizers = createTokenizers(createVocabularies());
  return async (text, model) => {
    const tokenizer = await tokenizers.of(model, 'openai');
    return tokenizer.exact ? tokenizer.count(text) : null;
  };
}

async function loadCatalogue(overrides: CollectorOptions['prices']): Promise<Catalogue> {
  return createCatalogue(await createPrices().load(), overrides ?? { prices: {}, models: {} });
}

interface StationDeps {
  readonly options: CollectorOptions;
  readonly ledger: Ledger;
  readonly ownership: Ownership;
  readonly changed: () => void;
}

interface Station {
  /** Takes over when nobody owns the ledger, and the port when it is free. */
  tick(): Promise<void>;
  status(): CollectorStatus;
  close(): Promise<void>;
}

/** The part that only an owner runs: the port follows the ownership, never the other way round. */
function createStation({ options, ledger, ownership, changed }: StationDeps): Station {
  const received = { requests: 0, spans: 0, lastAt: null as number | null };
  const upstream: Upstream | null = options.upstream === null ? null : createUpstream(options.upstream);
  const upkeep = createUpkeep(ledger, options);
  let lastRejected: CollectorStatus['lastRejected'] = null;
  let receiver: Receiver | null = null;
  let beside: Receiver | null = null;
  let nextTake = 0;
  let foreign: string | null = null;
  let message: string | null = null;
  let nextTry = 0;
  let busy = false;
  let closed = false;

  const tokensOf = createTextCounter();
  const intake = createIntake(ledger, ({ spans }) => {
    received.spans += spans;
    received.lastAt = options.now();
    changed();
  });

  const store = async (arrival: Received): Promise<void> => {
    received.requests += 1;
    await intake.add({ ...arrival, facts: await markEstimates(notAhead(arrival.facts, options.now()), tokensOf) });
    upstream?.offer(arrival);
  };

  const reception: Omit<ReceiverOptions, 'port'> = {
    allowedHosts: options.allowedHosts, token: options.token ?? null, store,
    ...(options.mostRequestBytes === undefined ? {} : { mostBytes: options.mostRequestBytes }),
    rejected: ({ reason }, from) => {
      lastRejected = { time: options.now(), reason, from };
      changed();
    },
    control: (workspace) => ledger.control(workspace),
    health: (trusted) => ({ name: 'costline', version: options.version, ...(trusted ? { schema: ledger.schema, ledger: ledger.path, pid: process.pid } : {}) }),
    yieldTo(version) {
      if (!isNewer(version, options.version)) return false;
      // Answered first, then the port is let go.
      setTimeout(() => void letGo(), 50);
      return true;
    },
  };

  const letGo = async (): Promise<void> => {
    nextTake = options.now() + REST;
    const held = [receiver, beside];
    [receiver, beside] = [null, null];
    await Promise.all(held.map((one) => one?.close()));
    ownership.release();
    options.log('a newer Costline takes over');
    changed();
  };

  const openPort = async (port: number): Promise<void> => {
    try {
      receiver = await startReceiver({ ...reception, port });
      // Exporters that speak gRPC look for the other standard port; who has it keeps it.
      if (port === HTTP_PORT) beside = await startReceiver({ ...reception, port: GRPC_PORT }).catch(() => null);
      [foreign, message] = [null, null];
      options.log(`listening on http://127.0.0.1:${receiver.port}`);
    } catch (error) {
      const neighbour = await neighbourOn(port, options.token);
      foreign = neighbour === null ? 'another program' : neighbour.name === 'costline' ? describeCostline(neighbour) : neighbour.name;
      message = `Port ${port} is taken by ${foreign}. Choose another port (costline.collector.port), or let that program send on to Costline (Costline: Connect Telemetry…).`;
      options.log(`${message} (${error instanceof Error ? error.message : String(error)})`);
    }
    changed();
  };

  return {
    async tick() {
      if (busy || closed || options.port === null) return;
      busy = true;
      try {
        const had = ownership.held;
        if (!had && options.now() < nextTake) return;
        if (!ownership.tryTake()) return;
        if (!had) changed();
        if (receiver === null && options.now() >= nextTry) {
          nextTry = options.now() + PORT_EVERY;
          await openPort(options.port);
        }
        upkeep();
      } finally {
        busy = false;
      }
    },
    status: () => ({
      role: options.port === null ? 'stopped' : !ownership.held ? 'follower' : receiver === null && foreign !== null ? 'foreign' : 'owner',
      port: receiver?.port ?? (ownership.held ? null : options.port),
      endpoint: receiver !== null ? `http://127.0.0.1:${receiver.port}` : !ownership.held && options.port !== null && options.port !== 0 ? `http://127.0.0.1:${options.port}` : null,
      ledger: options.ledger, foreign, lastRejected, received: { ...received },
      upstream: upstream === null ? null : { queued: upstream.queued, dropped: upstream.dropped },
      message,
    }),
    async close() {
      closed = true;
      upstream?.close();
      await receiver?.close();
      await beside?.close();
    },
  };
}
