/** The window's line to the language server. The client library loads when the first document needs it, not before. */
import { EventEmitter } from 'vscode';
import type { Disposable, Event, ExtensionContext, LogOutputChannel } from 'vscode';
import type { Overview, ServerNotifications, ServerRequests } from '../server/protocol.ts';
import type { Client } from './language-client.ts';
import type { WorkspaceConfig } from './workspace-config.ts';

export interface ServerLink extends Disposable {
  readonly onOverview: Event<Overview>;
  /** Null until the server analysed something. */
  readonly overview: Overview | null;
  readonly running: boolean;
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Starts the server when it does not run. Null when it has no answer. */
  request<M extends keyof ServerRequests>(method: M, params: ServerRequests[M]['params']): Promise<ServerRequests[M]['result'] | null>;
  /** Says nothing to a server that does not run. */
  notify<M extends keyof ServerNotifications>(method: M, params: ServerNotifications[M]): void;
}

export interface ServerLinkDeps {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly config: WorkspaceConfig;
}

export function createServerLink({ context, log, config }: ServerLinkDeps): ServerLink {
  const overviews = new EventEmitter<Overview>();
  let overview: Overview | null = null;
  let client: Promise<Client> | null = null;

  const launch = async (): Promise<Client> => {
    const { startClient } = await import('./language-client.ts');
    return startClient({
      extension: context.extensionPath, log, settings: () => config.clientSettings(),
      overview: (next) => {
        overview = next;
        overviews.fire(next);
      },
    });
  };
  const start = (): Promise<Client> => {
    client ??= launch().catch((error: unknown) => {
      client = null;
      throw error;
    });
    return client;
  };
  const stop = async (): Promise<void> => {
    const running = client;
    client = null;
    await running?.then((each) => each.stop()).catch((error: unknown) => log.warn(`The language server did not stop in good order: ${String(error)}`));
  };
  /** For what may be lost when the server is on its way out. */
  const tell = (say: (running: Client) => void): void => void client?.then(say).catch(() => undefined);
  const follow = config.onDidChange(() => tell((running) => running.configure(config.clientSettings())));

  return {
    onOverview: overviews.event,
    get overview() {
      return overview;
    },
    get running() {
      return client !== null;
    },
    start: async () => void (await start()),
    async restart() {
      await stop();
      await start();
    },
    request: async (method, params) => (await start()).request(method, params),
    notify: (method, params) => tell((running) => running.notify(method, params)),
    dispose() {
      follow.dispose();
      overviews.dispose();
      void stop();
    },
  };
}
