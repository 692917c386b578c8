/** The spend panel: one webview that is sent state and sends intents, and comes back after a reload. */
import { randomBytes } from 'node:crypto';
import { EventEmitter, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Disposable, Event, ExtensionContext, LogOutputChannel, WebviewPanel } from 'vscode';
import type { ToHost, ToPage } from '../panel/protocol.ts';
import { panelState } from '../panel/state.ts';
import { guarded } from './guard.ts';
import { fillPage } from './page.ts';
import type { TelemetryLink } from './telemetry-link.ts';
import { diskFolders } from './workspace-config.ts';

export const PANEL_TYPE = 'costline.spend';

export interface PanelHost extends Disposable {
  /** Opens the panel, or shows it where it is. */
  open(): void;
  /** Takes over a panel that VS Code brought back. */
  revive(panel: WebviewPanel): Promise<void>;
  /** What the user asked for on the page. */
  readonly onIntent: Event<ToHost>;
  /** Says something that matters now. */
  tell(text: string): void;
}

export interface PanelHostDeps {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly telemetry: TelemetryLink;
}

/** The page is sent at most four states a second, however fast spend moves. */
const PUSH_EVERY_MS = 250;

export function createPanelHost({ context, log, telemetry }: PanelHostDeps): PanelHost {
  const intents = new EventEmitter<ToHost>();
  const assets = Uri.joinPath(context.extensionUri, 'dist', 'webview');
  let open: WebviewPanel | null = null;

  const attach = async (panel: WebviewPanel): Promise<void> => {
    open = panel;
    panel.webview.options = { enableScripts: true, enableCommandUris: false, localResourceRoots: [assets] };
    panel.iconPath = Uri.joinPath(context.extensionUri, 'media', 'icon.png');
    const parts = showIn(panel, { telemetry, intents });
    panel.onDidDispose(() => {
      parts.dispose();
      if (open === panel) open = null;
    });
    panel.webview.html = await pageFor(panel, assets);
    await telemetry.start();
  };

  return {
    onIntent: intents.event,
    open() {
      if (open !== null) return open.reveal();
      void guarded(log, 'opening the spend panel', () => attach(window.createWebviewPanel(PANEL_TYPE, 'Costline Spend', ViewColumn.Beside)));
    },
    revive: attach,
    tell: (text) => void open?.webview.postMessage({ type: 'alert', text } satisfies ToPage),
    dispose() {
      open?.dispose();
      intents.dispose();
    },
  };
}

/** Sends state while the page can be seen; a hidden page costs nothing and catches up when it is shown. */
function showIn(panel: WebviewPanel, { telemetry, intents }: { readonly telemetry: TelemetryLink; readonly intents: EventEmitter<ToHost> }): Disposable {
  let pending: NodeJS.Timeout | null = null;
  let subscription: Disposable | null = null;
  const push = (): void => {
    pending = null;
    void panel.webview.postMessage({ type: 'state', state: currentState(telemetry) } satisfies ToPage);
  };
  const pushSoon = (): void => {
    if (panel.visible) pending ??= setTimeout(push, PUSH_EVERY_MS);
  };
  const follow = (): void => {
    if (panel.visible) subscription ??= telemetry.subscribe(PUSH_EVERY_MS);
    else {
      subscription?.dispose();
      subscription = null;
    }
    pushSoon();
  };
  const listeners: Disposable[] = [
    telemetry.onDidChange(pushSoon),
    workspace.onDidGrantWorkspaceTrust(pushSoon),
    workspace.onDidChangeWorkspaceFolders(pushSoon),
    panel.onDidChangeViewState(follow),
    panel.webview.onDidReceiveMessage((message: ToHost) => (message.type === 'ready' ? push() : intents.fire(message))),
  ];
  follow();
  return { dispose() {
    if (pending !== null) clearTimeout(pending);
    subscription?.dispose();
    for (const listener of listeners) listener.dispose();
  } };
}

function currentState(telemetry: TelemetryLink): ReturnType<typeof panelState> {
  const { phase, status, spend, failure } = telemetry.state;
  return panelState({
    workspaceName: workspace.name ?? '', hasFolder: diskFolders().length > 0, trusted: workspace.isTrusted,
    status, spend, starting: phase === 'starting', failure: phase === 'failed' ? failure : null,
  });
}

async function pageFor({ webview }: WebviewPanel, assets: Uri): Promise<string> {
  const template = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(assets, 'index.html')));
  const uri = (name: string): string => webview.asWebviewUri(Uri.joinPath(assets, name)).toString();
  return fillPage(template, { nonce: randomBytes(24).toString('base64'), cspSource: webview.cspSource, script: uri('panel.js'), style: uri('panel.css') });
}
