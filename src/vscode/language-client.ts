/** The language client itself. Only `server-link.ts` loads this module, late: it brings the client library with it. */
import { join } from 'node:path';
import { commands, window } from 'vscode';
import type { LogOutputChannel } from 'vscode';
import { CloseAction, LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import type { CloseHandlerResult, ErrorHandler } from 'vscode-languageclient/node';
import type { ClientSettings, Overview, ServerNotifications, ServerProtocolVersion, ServerRequests } from '../server/protocol.ts';
import { CODE_LANGUAGES, HOVER_COMMANDS, MAY_BE_PROMPT_FILES, NOTEBOOK_CELLS } from './selectors.ts';

export interface ClientOptions {
  /** Where the extension is installed. */
  readonly extension: string;
  readonly log: LogOutputChannel;
  readonly settings: () => ClientSettings;
  readonly overview: (overview: Overview) => void;
}

export interface Client {
  request<M extends keyof ServerRequests>(method: M, params: ServerRequests[M]['params']): Promise<ServerRequests[M]['result'] | null>;
  notify<M extends keyof ServerNotifications>(method: M, params: ServerNotifications[M]): void;
  configure(settings: ClientSettings): void;
  stop(): Promise<void>;
}

const PROTOCOL: ServerProtocolVersion = 1;
const STOP_WITHIN_MS = 2_000;

export async function startClient({ extension, log, settings, overview }: ClientOptions): Promise<Client> {
  const module = join(extension, 'dist', 'server.mjs');
  const client: LanguageClient = new LanguageClient(
    'costline', 'Costline',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6010'] } },
    },
    {
      documentSelector: [
        ...CODE_LANGUAGES.map((language) => ({ scheme: 'file', language })),
        NOTEBOOK_CELLS,
        { scheme: 'file', pattern: MAY_BE_PROMPT_FILES },
      ],
      initializationOptions: settings,
      outputChannel: log, revealOutputChannelOn: RevealOutputChannelOn.Never,
      markdown: { isTrusted: { enabledCommands: HOVER_COMMANDS }, supportHtml: false },
      errorHandler: patientHandler(() => client.createDefaultErrorHandler()),
    },
  );
  client.onNotification('costline/overview', overview);
  await client.start();
  const speaks = protocolOf(client.initializeResult?.capabilities.experimental);
  const known = speaks === PROTOCOL;
  if (!known) log.warn(`The language server speaks version ${String(speaks)} of Costline's own messages, this window ${PROTOCOL}. They are left out.`);
  return {
    request: async (method, params) => {
      if (!known) throw new Error('The language server is of another version. Reload the window.');
      return params === undefined ? client.sendRequest(method) : client.sendRequest(method, params);
    },
    notify: (method, params) => {
      if (known && client.isRunning()) void client.sendNotification(method, params);
    },
    configure: (next) => void client.sendNotification('workspace/didChangeConfiguration', { settings: next }),
    stop: () => client.dispose(STOP_WITHIN_MS),
  };
}

const protocolOf = (experimental: unknown): unknown =>
  typeof experimental === 'object' && experimental !== null && 'costline' in experimental ? experimental.costline : undefined;

/** Restarts as the library does, and where it gives up (five ends in three minutes) says what can be done. */
function patientHandler(create: () => ErrorHandler): ErrorHandler {
  let library: ErrorHandler | null = null;
  const handler = (): ErrorHandler => (library ??= create());
  return {
    error: (error, message, count) => handler().error(error, message, count),
    async closed(): Promise<CloseHandlerResult> {
      const result = await handler().closed();
      if (result.action !== CloseAction.DoNotRestart) return result;
      void offerRestart();
      return { ...result, handled: true };
    },
  };
}

async function offerRestart(): Promise<void> {
  const chosen = await window.showErrorMessage(
    'Costline’s language server ended five times in three minutes, so hints and findings stay away. The log tells why.', 'Restart', 'Show Log',
  );
  if (chosen === 'Restart') await commands.executeCommand('costline.restart');
  if (chosen === 'Show Log') await commands.executeCommand('costline.showLog');
}
