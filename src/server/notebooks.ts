/** Open notebooks, kept in step with the client: the code cells of one are a single document, in the order they stand in. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection, NotebookCell, NotebookDocumentChangeEvent, TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver/node';
import { cellCode } from '../core/syntax/notebook.ts';
import type { Cell } from './cells.ts';
import { inText } from './cells.ts';

export interface NotebookText {
  readonly uri: string;
  readonly text: string;
  readonly cells: readonly Cell[];
}

export interface NotebookListener {
  opened(notebook: NotebookText): void;
  changed(notebook: NotebookText, changes: readonly TextDocumentContentChangeEvent[]): void;
  closed(uri: string): void;
}

interface Open {
  readonly uri: string;
  readonly texts: Map<string, TextDocument>;
  cells: readonly NotebookCell[];
}

/** The client is asked for Python cells only: what else a notebook holds, it keeps to itself. */
export function followNotebooks({ notebooks: { synchronization } }: Connection, listener: NotebookListener): void {
  const open = new Map<string, Open>();
  synchronization.onDidOpenNotebookDocument(({ notebookDocument: { uri, cells }, cellTextDocuments }) => {
    const notebook: Open = { uri, cells, texts: new Map() };
    addTexts(notebook, cellTextDocuments);
    open.set(uri, notebook);
    listener.opened(joined(notebook));
  });
  synchronization.onDidChangeNotebookDocument(({ notebookDocument: { uri }, change: { cells } }) => {
    const notebook = open.get(uri);
    // Outputs and what is known about a cell change nothing that is sent.
    if (notebook === undefined || cells?.structure === undefined && cells?.textContent === undefined) return;
    const changes = apply(notebook, cells);
    listener.changed(joined(notebook), changes);
  });
  synchronization.onDidCloseNotebookDocument(({ notebookDocument: { uri } }) => {
    if (open.delete(uri)) listener.closed(uri);
  });
}

function addTexts({ texts }: Open, documents: readonly TextDocumentItem[]): void {
  for (const { uri, languageId, version, text } of documents) texts.set(uri, TextDocument.create(uri, languageId, version, text));
}

/** The changes as places in the notebook's text; one without a range where cells came, went or moved. */
function apply(notebook: Open, { structure, textContent = [] }: NonNullable<NotebookDocumentChangeEvent['cells']>): readonly TextDocumentContentChangeEvent[] {
  const before = new Map(joined(notebook).cells.map((cell) => [cell.uri, cell]));
  if (structure !== undefined) {
    const { array: { start, deleteCount, cells = [] }, didOpen = [], didClose = [] } = structure;
    notebook.cells = notebook.cells.toSpliced(start, deleteCount, ...cells);
    addTexts(notebook, didOpen);
    for (const { uri } of didClose) notebook.texts.delete(uri);
  }
  for (const { document: { uri, version }, changes } of textContent) {
    const text = notebook.texts.get(uri);
    if (text !== undefined) TextDocument.update(text, changes, version);
  }
  if (structure !== undefined || textContent.length > 1) return [{ text: joined(notebook).text }];
  return textContent.flatMap(({ document: { uri }, changes }) => changes.map((change) => within(change, before.get(uri))));
}

function within(change: TextDocumentContentChangeEvent, cell: Cell | undefined): TextDocumentContentChangeEvent {
  if (cell === undefined || !('range' in change)) return { text: change.text };
  return { text: change.text, range: { start: inText(cell, change.range.start), end: inText(cell, change.range.end) } };
}

function joined({ uri, cells, texts }: Open): NotebookText {
  const placed: Cell[] = [];
  let [text, line] = ['', 0];
  for (const { document } of cells) {
    const cell = texts.get(document);
    if (cell === undefined) continue;
    const code = cellCode(cell.getText());
    const last = cell.positionAt(code.length);
    placed.push({ uri: cell.uri, version: cell.version, line, end: { line: line + last.line, character: last.character } });
    text += `${code}\n`;
    line += last.line + 1;
  }
  return { uri, text, cells: placed };
}
