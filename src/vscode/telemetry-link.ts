/** The window's line to its telemetry child: started when something needs data, restarted when it ends by itself. */
import { EventEmitter, workspace } from 'vscode';
import type { Disposable, Event, ExtensionContext, LogOutputChannel } from 'vscode';
import type { Alert, CollectorStatus, FromChild, ObservedPlace, SpendState, ToChild } from '../telemetry/protocol.ts';
import { createQuestions } from './questions.ts';
import { restartDelay } from './restart-policy.ts';
import { forkChild } from './telemetry-child.ts';
import type { RunningChild } from './telemetry-child.ts';
import type { WorkspaceConfig } from './workspace-config.ts';

export interface TelemetryState {
  readonly phase: 'stopped' | 'starting' | 'running' | 'failed';
  /** Null until the child answered. */
  readonly status: CollectorStatus | null;
  readonly spend: SpendState | null;
  /** What to do, when the phase is `failed`. */
  readonly failure: string | null;
}

export interface TelemetryLink extends Disposable {
  readonly state: TelemetryState;
  /** After any change of `state`. */
  readonly onDidChange: Event<TelemetryState>;
  readonly onAlert: Event<Alert>;
  /** Does nothing in a folder that is not trusted, and without a folder. True when a child runs afterwards. */
  start(): Promise<boolean>;
  stop(): void;
  /** Spend is pushed at most every so many milliseconds until the result is disposed. */
  subscribe(everyMs: number): Disposable;
  send(message: ToChild): void;
  observed(): Promise<readonly ObservedPlace[]>;
  /** Resolves to the number of rows written. */
  export(format: 'csv' | 'json', file: string): Promise<number>;
}

export interface TelemetryLinkDeps {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly config: WorkspaceConfig;
}

const STOPPED: TelemetryState = { phase: 'stopped', status: null, spend: null, failure: null };

export const createTelemetryLink = (deps: TelemetryLinkDeps): TelemetryLink => new Link(deps);

class Link implements TelemetryLink {
  state: TelemetryState = STOPPED;
  private readonly changes = new EventEmitter<TelemetryState>();
  private readonly alerts = new EventEmitter<Alert>();
  private readonly questions = createQuestions<FromChild>();
  private readonly subscribers = new Set<{ readonly everyMs: number }>();
  private readonly deps: TelemetryLinkDeps;
  private readonly follow: Disposable;
  readonly onDidChange = this.changes.event;
  readonly onAlert = this.alerts.event;
  private child: RunningChild | null = null;
  private launching: Promise<boolean> | null = null;
  private waiting: NodeJS.Timeout | null = null;
  private ends: number[] = [];

  constructor(deps: TelemetryLinkDeps) {
    this.deps = deps;
    this.follow = deps.config.onDidChange(() => void this.configure());
  }

  async start(): Promise<boolean> {
    if (this.child !== null || this.waiting !== null) return true;
    this.ends = [];
    return this.launch();
  }

  stop(): void {
    if (this.waiting !== null) clearTimeout(this.waiting);
    this.waiting = null;
    const child = this.child;
    this.child = null;
    child?.end();
    this.questions.giveUp('The collector was stopped.');
    this.change(STOPPED);
  }

  subscribe(everyMs: number): Disposable {
    const subscriber = { everyMs };
    this.subscribers.add(subscriber);
    this.tellSubscription();
    return { dispose: () => {
      if (this.subscribers.delete(subscriber)) this.tellSubscription();
    } };
  }

  send(message: ToChild): void {
    this.child?.send(message);
  }

  async observed(): Promise<readonly ObservedPlace[]> {
    const answer = await this.ask((request) => ({ type: 'observe', request }));
    return answer.type === 'observed' ? answer.places : [];
  }

  async export(format: 'csv' | 'json', file: string): Promise<number> {
    const answer = await this.ask((request) => ({ type: 'export', request, format, file }));
    return answer.type === 'exported' ? answer.rows : 0;
  }

  dispose(): void {
    this.stop();
    this.follow.dispose();
    this.changes.dispose();
    this.alerts.dispose();
  }

  private ask(message: (request: number) => ToChild): Promise<FromChild> {
    if (this.child === null) return Promise.reject(new Error('The collector does not run. Start it first (Costline: Start Collector).'));
    return this.questions.ask((request) => this.send(message(request)));
  }

  /** One launch at a time: a budget and the panel may ask in the same moment. */
  private launch(): Promise<boolean> {
    this.launching ??= this.fork().finally(() => (this.launching = null));
    return this.launching;
  }

  private async fork(): Promise<boolean> {
    if (!workspace.isTrusted) return false;
    const settings = await this.deps.config.telemetry();
    if (settings === null) return false;
    this.change({ ...this.state, phase: 'starting', failure: null });
    const child: RunningChild = forkChild(this.deps, {
      message: (message) => this.child === child && this.receive(message),
      ended: (how) => this.child === child && this.recover(how),
    });
    this.child = child;
    this.send(settings);
    this.tellSubscription();
    return true;
  }

  private async configure(): Promise<void> {
    if (this.child === null) return;
    const settings = await this.deps.config.telemetry();
    if (settings === null) this.stop();
    else this.send(settings);
  }

  private tellSubscription(): void {
    const everyMs = Math.min(...[...this.subscribers].map((subscriber) => subscriber.everyMs));
    this.send(Number.isFinite(everyMs) ? { type: 'subscribe', everyMs } : { type: 'unsubscribe' });
  }

  private receive(message: FromChild): void {
    switch (message.type) {
      case 'ready': return this.deps.log.info(`Telemetry child ${message.version} is ready.`);
      case 'status': return this.change({ ...this.state, phase: 'running', status: message.status });
      case 'spend': return this.change({ ...this.state, phase: 'running', spend: message.spend });
      case 'alert': return this.alerts.fire(message.alert);
      case 'observed':
      case 'exported': return this.questions.answer(message.request, message);
      case 'failed': return this.failed(message.request, message.message);
      default: return this.deps.log.warn(`The telemetry child said something unknown: ${JSON.stringify(message satisfies never)}`);
    }
  }

  /** A failure of a question belongs to who asked; any other is about the child itself. */
  private failed(request: number | null, message: string): void {
    if (request !== null) return this.questions.refuse(request, message);
    this.deps.log.error(`Telemetry: ${message}`);
    if (this.state.status === null) this.change({ ...this.state, failure: message, phase: 'failed' });
  }

  private recover(how: string): void {
    this.child = null;
    this.questions.giveUp('The collector ended before it answered.');
    this.ends.push(Date.now());
    const delay = restartDelay(this.ends);
    this.deps.log.warn(`The telemetry child ended (${how}); ${delay === null ? 'it is not started again' : `started again in ${delay} ms`}.`);
    if (delay === null) {
      return this.change({ ...STOPPED, phase: 'failed', failure: 'The collector ended five times in three minutes. See the log (Costline: Show Log), then start it again.' });
    }
    this.change({ ...this.state, phase: 'starting', status: null });
    this.waiting = setTimeout(() => {
      this.waiting = null;
      void this.launch();
    }, delay);
  }

  private change(state: TelemetryState): void {
    this.state = state;
    this.changes.fire(state);
  }
}
