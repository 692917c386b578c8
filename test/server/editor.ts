/** A plain LSP client around the real server as a child process: it types, and says what an editor would show. */
import { spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import type { TestContext } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, createProtocolConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { ClientCapabilities, CodeAction, CodeLens, Diagnostic, Hover, InitializeResult, InlayHint, Position, ProtocolConnection, Range, TextEdit } from 'vscode-languageserver/node';
import { withEdits } from '../../src/cli/fix.ts';
import { createCore } from '../../src/core/index.ts';
import type { Core } from '../../src/core/analyze.ts';
import { createWorld } from '../../src/node/world.ts';
import type { ClientSettings } from '../../src/server/protocol.ts';
import { createAnalyst } from '../../src/server/analyst/analyst.ts';
import { serve } from '../../src/server/server.ts';
import { temporaryWorkspace } from '../support/workspace.ts';
import type { TemporaryWorkspace } from '../support/workspace.ts';

const SERVER = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url));

const CAPABILITIES: ClientCapabilities = {
  workspace: {
    workspaceFolders: true, inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true }, didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: { hover: { contentFormat: ['markdown'] } },
};

/** The scheme VS Code gives the cells of notebooks. */
const CELL = 'vscode-notebook-cell:';

export interface EditorOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly client?: Partial<ClientSettings>;
  readonly capabilities?: ClientCapabilities;
  /** A core made for the test, one that is slow or fails, in place of the real one. */
  readonly core?: Core;
  /** The server as editors run it, instead of one at the other end of a pipe in this process. */
  readonly inOwnProcess?: true;
}

/** Grammars and vocabularies are loaded once for all tests of a file. */
const world = createWorld();

export async function startEditor(context: TestContext, options: EditorOptions = {}): Promise<Editor> {
  const { files = {}, client, capabilities = CAPABILITIES, inOwnProcess = false } = options;
  const workspace = temporaryWorkspace(context, files);
  const connection = inOwnProcess ? connectToProcess(context) : connectTo(() => options.core ?? createCore(world));
  const editor = new Editor(connection, workspace);
  connection.listen();
  context.after(() => connection.dispose());
  editor.server = await connection.sendRequest<InitializeResult>('initialize', {
    // In this process there is no parent whose end the server would have to watch.
    processId: inOwnProcess ? process.pid : null, capabilities, rootUri: null, workspaceFolders: [{ uri: pathToFileURL(workspace.root).href, name: 'workspace' }],
    ...(client === undefined ? {} : { initializationOptions: { settings: {}, trusted: true, ...client } }),
  });
  await connection.sendNotification('initialized', {});
  return editor;
}

function connectToProcess(context: TestContext): ProtocolConnection {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  context.after(() => void child.kill());
  return createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
}

function connectTo(makeCore: () => Core): ProtocolConnection {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(ProposedFeatures.all, toServer, toClient);
  serve({ connection, typing: createAnalyst(makeCore), scanning: createAnalyst(makeCore), version: '0.0.0' });
  connection.listen();
  return createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
}

export class Editor {
  readonly connection: ProtocolConnection;
  readonly workspace: TemporaryWorkspace;
  server: InitializeResult = { capabilities: {} };
  readonly log: string[] = [];
  /** How often the server asked for hints to be asked for again. */
  refreshes = 0;
  readonly #documents = new Map<string, { text: string; version: number }>();
  readonly #diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly #waiting: (() => void)[] = [];

  constructor(connection: ProtocolConnection, workspace: TemporaryWorkspace) {
    this.connection = connection;
    this.workspace = workspace;
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      this.#diagnostics.set(uri, diagnostics);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => void this.log.push(message));
    connection.onRequest('workspace/inlayHint/refresh', () => {
      this.refreshes += 1;
      for (const wake of this.#waiting.splice(0)) wake();
      return null;
    });
    connection.onRequest('workspace/codeLens/refresh', () => null);
    connection.onRequest('client/registerCapability', () => null);
  }

  uri(name: string): string {
    return name.includes(':') ? name : pathToFileURL(this.workspace.path(name)).href;
  }

  async open(name: string, text = this.workspace.read(name), languageId = 'python'): Promise<void> {
    this.#documents.set(name, { text, version: 1 });
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: this.uri(name), languageId, version: 1, text } });
  }

  /** Opens a notebook of these code cells, and gives the names its cells go by from then on. */
  async openNotebook(name: string, cells: readonly string[]): Promise<readonly string[]> {
    const added = cells.map((text, index) => this.#cell(name, `C${index}`, text));
    await this.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: { uri: this.uri(name), notebookType: 'jupyter-notebook', version: 1, cells: added.map(({ uri }) => ({ kind: 2, document: uri })) }, cellTextDocuments: added,
    });
    return added.map(({ uri }) => uri);
  }

  /** Replaces some of a notebook's cells by others, as dragging, deleting and inserting do. */
  async spliceCells(name: string, start: number, gone: readonly string[], cells: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const added = Object.entries(cells).map(([id, text]) => this.#cell(name, id, text));
    const structure = {
      array: { start, deleteCount: gone.length, cells: added.map(({ uri }) => ({ kind: 2, document: uri })) },
      didOpen: added, didClose: gone.map((uri) => ({ uri })),
    };
    await this.connection.sendNotification('notebookDocument/didChange', { notebookDocument: { uri: this.uri(name), version: 2 }, change: { cells: { structure } } });
    return added.map(({ uri }) => uri);
  }

  #cell(name: string, id: string, text: string): { readonly uri: string; readonly languageId: string; readonly version: number; readonly text: string } {
    const uri = `${this.uri(name).replace('file:', CELL)}#${id}`;
    this.#documents.set(uri, { text, version: 1 });
    return { uri, languageId: 'python', version: 1, text };
  }

  async closeNotebook(name: string, cells: readonly string[]): Promise<void> {
    await this.connection.sendNotification('notebookDocument/didClose', { notebookDocument: { uri: this.uri(name) }, cellTextDocuments: cells.map((uri) => ({ uri })) });
  }

  async close(name: string): Promise<void> {
    this.#documents.delete(name);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(name) } });
  }

  text(name: string): string {
    return this.#documents.get(name)?.text ?? '';
  }

  /** Replaces a range by text, as one incremental change. */
  async edit(name: string, range: Range, newText: string): Promise<void> {
    const document = this.#documents.get(name);
    if (document === undefined) throw new Error(`${name} is not open`);
    document.text = withEdits(document.text, [{ range, newText }]);
    document.version += 1;
    const textDocument = { uri: this.uri(name), version: document.version };
    const changes = [{ range, text: newText }];
    if (!name.startsWith(CELL)) return this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: changes });
    const notebookDocument = { uri: name.replace(CELL, 'file:').replace(/#.*$/, ''), version: document.version };
    await this.connection.sendNotification('notebookDocument/didChange', { notebookDocument, change: { cells: { textContent: [{ document: textDocument, changes }] } } });
  }

  /** Types at the start of the first line that holds the words, one key at a time. */
  async type(name: string, before: string, text: string): Promise<void> {
    const start = this.find(name, before);
    for (const [index, key] of [...text].entries()) {
      const typed = [...text].slice(0, index).join('');
      const lines = typed.split('\n');
      const at = { line: start.line + lines.length - 1, character: (lines.length === 1 ? start.character : 0) + (lines.at(-1)?.length ?? 0) };
      await this.edit(name, { start: at, end: at }, key);
    }
  }

  /** Where words first stand in an open document. */
  find(name: string, words: string, offset = 0): Position {
    const text = this.text(name);
    const at = text.indexOf(words);
    if (at < 0) throw new Error(`"${words}" does not stand in ${name}`);
    const lines = text.slice(0, at + offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  }

  /** The hover's text over the first of the words; null when there is none. */
  async hover(name: string, words: string): Promise<string | null> {
    const hover = await this.#ask<Hover>('textDocument/hover', name, { position: this.find(name, words, 1) });
    return hover === null ? null : (hover.contents as { value: string }).value;
  }

  async inlayHints(name: string): Promise<readonly InlayHint[]> {
    const end = { line: this.text(name).split('\n').length, character: 0 };
    return await this.#ask<InlayHint[]>('textDocument/inlayHint', name, { range: { start: { line: 0, character: 0 }, end } }) ?? [];
  }

  /** Hints of a finished analysis, as `line text` with `‹label›` where they stand. */
  async drawnHints(name: string): Promise<readonly string[]> {
    await this.#ask('textDocument/hover', name, { position: { line: 0, character: 0 } });
    const lines = this.text(name).split('\n');
    return (await this.inlayHints(name)).map(({ position, label }) => {
      const line = lines[position.line] ?? '';
      return `${line.slice(0, position.character)}‹${String(label)}›${line.slice(position.character)}`.trim();
    });
  }

  async codeLenses(name: string): Promise<readonly string[]> {
    return (await this.#ask<CodeLens[]>('textDocument/codeLens', name, {}) ?? []).map((lens) => `${lens.range.start.line + 1}: ${lens.command?.title ?? ''}`);
  }

  /** `only`: the kinds asked for; absent: all that a lightbulb shows. */
  async codeActions(name: string, words: string, only?: string[]): Promise<readonly CodeAction[]> {
    const start = this.find(name, words);
    return await this.#ask<CodeAction[]>('textDocument/codeAction', name, { range: { start, end: start }, context: { diagnostics: this.diagnosticsNow(name), ...(only === undefined ? {} : { only }) } }) ?? [];
  }

  /** The text after an action, which is not applied. */
  after(name: string, { edit }: CodeAction): string {
    const edits = (edit?.documentChanges ?? []).flatMap((change) => ('edits' in change && change.textDocument.uri === this.uri(name) ? change.edits : []));
    const plain = [...edits, ...(edit?.changes?.[this.uri(name)] ?? [])].filter((each): each is TextEdit => 'newText' in each);
    return withEdits(this.text(name), plain);
  }

  diagnosticsNow(name: string): Diagnostic[] {
    return [...this.#diagnostics.get(this.uri(name)) ?? []];
  }

  /** Waits until the published findings satisfy; fails with what there was. */
  async diagnostics(name: string, satisfied: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    await this.until(() => satisfied(this.diagnosticsNow(name)), () => `diagnostics of ${name}: ${JSON.stringify(this.diagnosticsNow(name))}`);
    return this.diagnosticsNow(name);
  }

  /** Looks again whenever the server says something; fails after five seconds with what there was instead. */
  async until(satisfied: () => boolean, instead: () => string): Promise<void> {
    const deadline = Date.now() + 5_000;
    while (!satisfied()) {
      if (Date.now() > deadline) throw new Error(`waited in vain; ${instead()}\nserver log: ${this.log.join('\n')}`);
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        setTimeout(resolve, 100);
      });
    }
  }

  async #ask<R>(method: string, name: string, params: object): Promise<R | null> {
    return this.connection.sendRequest<R | null>(method, { textDocument: { uri: this.uri(name) }, ...params });
  }
}
