/** What the client can do, and what the server says it can. */
import { CodeActionKind, DidChangeWatchedFilesNotification, TextDocumentSyncKind } from 'vscode-languageserver/node';
import type { ClientCapabilities, Connection, InitializeResult } from 'vscode-languageserver/node';
import type { ServerProtocolVersion } from './protocol.ts';

export interface Abilities {
  readonly inlayRefresh: boolean;
  readonly codeLensRefresh: boolean;
  readonly markdown: boolean;
  readonly documentChanges: boolean;
  readonly snippets: boolean;
  /** Edits can be shown for confirmation before they are made. */
  readonly previews: boolean;
  readonly watches: boolean;
  readonly folders: boolean;
}

export function abilitiesOf({ workspace, textDocument }: ClientCapabilities): Abilities {
  return {
    inlayRefresh: workspace?.inlayHint?.refreshSupport === true,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') ?? false,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    previews: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    snippets: workspace?.workspaceEdit?.snippetEditSupport === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
  };
}

const PROTOCOL: ServerProtocolVersion = 1;

export const initializeResult = (version: string): InitializeResult => ({
  serverInfo: { name: 'costline', version },
  capabilities: {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    notebookDocumentSync: { notebookSelector: [{ notebook: 'jupyter-notebook', cells: [{ language: 'python' }] }] },
    hoverProvider: true,
    inlayHintProvider: { resolveProvider: true },
    codeLensProvider: {},
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, `${CodeActionKind.SourceFixAll}.costline`] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    experimental: { costline: PROTOCOL },
  },
});

/** Asks to be told of files that analyses read, beside the open documents. */
export const watchFiles = (connection: Connection): Promise<unknown> =>
  connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: '**/costline.json' }, { globPattern: '**/.gitignore' }, { globPattern: '**/*.{py,ts,mts,cts,tsx,js,mjs,cjs,jsx,ipynb}' }, { globPattern: '**/{package,tsconfig*,jsconfig}.json' }, { globPattern: '**/*.{prompty,prompt,poml,j2,jinja,jinja2,njk,liquid,mustache,hbs,handlebars,md,mdx,txt,tmpl,tpl,yaml,yml}' }],
  });
