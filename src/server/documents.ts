/** The open documents, kept in step with the client by its edits. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import type { FileId, LanguageId, Location, Position, SourceFile } from '../core/document.ts';
import { sourceOf } from '../node/source.ts';
import { inCell, inText } from './cells.ts';
import type { Cell } from './cells.ts';
import { followNotebooks } from './notebooks.ts';
import type { NotebookText } from './notebooks.ts';
import type { WireLocation } from './protocol.ts';
import { fileOfUri, languageOfDocument, uriOfFile } from './wire.ts';

export interface OpenDocument {
  /** As the client wrote it. */
  readonly uri: string;
  readonly file: FileId;
  readonly version: number;
  /** `performance.now()` of the last change. */
  readonly changedAt: number;
  /** Of a notebook, which is one document here and many to the client; null for every other document. */
  readonly cells: readonly Cell[] | null;
  /** Text and hash of this version, made when first asked for. */
  source(): SourceFile;
}

export interface DocumentListener {
  opened?(document: OpenDocument): void;
  changed?(document: OpenDocument, changes: readonly TextDocumentContentChangeEvent[]): void;
  closed?(document: OpenDocument): void;
}

export interface Documents {
  /** A cell's URI gives its notebook. */
  get(uri: string): OpenDocument | undefined;
  of(file: FileId): OpenDocument | undefined;
  all(): readonly OpenDocument[];
  /** A place in an open document or any other file as the client knows it. */
  place(location: Location): Place;
  listen(listener: DocumentListener): void;
}

export interface Place extends WireLocation {
  /** Of the document that the client knows by that URI; null when it is not open. */
  readonly version: number | null;
}

/** Every URI by which the client knows a document. */
export const urisOf = ({ uri, cells }: OpenDocument): readonly string[] => cells?.map((cell) => cell.uri) ?? [uri];

/** Where the client's place in one of a document's URIs is in its text. */
export function positionIn({ cells }: OpenDocument, uri: string, position: Position): Position {
  const cell = cells?.find((each) => each.uri === uri);
  return cell === undefined ? position : inText(cell, position);
}

export function createDocuments(connection: Connection): Documents {
  const byUri = new Map<string, OpenDocument>();
  const byFile = new Map<FileId, OpenDocument>();
  const listeners: DocumentListener[] = [];

  const put = (document: OpenDocument): OpenDocument => {
    for (const uri of urisOf(byFile.get(document.file) ?? document)) byUri.delete(uri);
    for (const uri of [document.uri, ...urisOf(document)]) byUri.set(uri, document);
    byFile.set(document.file, document);
    return document;
  };
  const open = (document: OpenDocument): void => {
    put(document);
    for (const listener of listeners) listener.opened?.(document);
  };
  const change = (document: OpenDocument, changes: readonly TextDocumentContentChangeEvent[]): void => {
    put(document);
    for (const listener of listeners) listener.changed?.(document, changes);
  };
  const close = (document: OpenDocument): void => {
    for (const uri of [document.uri, ...urisOf(document)]) byUri.delete(uri);
    byFile.delete(document.file);
    for (const listener of listeners) listener.closed?.(document);
  };

  followTexts(connection, { open, change, close, get: (uri) => byUri.get(uri) });
  followNotebooks(connection, {
    opened: (notebook) => {
      const document = documentOfNotebook(notebook, 1);
      if (document !== null) open(document);
    },
    changed: (notebook, changes) => {
      const document = documentOfNotebook(notebook, (byUri.get(notebook.uri)?.version ?? 0) + 1);
      if (document !== null) change(document, changes);
    },
    closed: (uri) => {
      const document = byUri.get(uri);
      if (document !== undefined) close(document);
    },
  });

  return {
    get: (uri) => byUri.get(uri),
    of: (file) => byFile.get(file),
    all: () => [...byFile.values()],
    place: (location) => placeOf(location, byFile.get(location.file)),
    listen: (listener) => void listeners.push(listener),
  };
}

interface TextEvents {
  open(document: OpenDocument): void;
  change(document: OpenDocument, changes: readonly TextDocumentContentChangeEvent[]): void;
  close(document: OpenDocument): void;
  get(uri: string): OpenDocument | undefined;
}

function followTexts(connection: Connection, { open, change, close, get }: TextEvents): void {
  const texts = new Map<string, TextDocument>();
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const file = fileOfUri(uri);
    if (file === null) return;
    const document = TextDocument.create(uri, languageId, version, text);
    texts.set(uri, document);
    open(snapshot(document, file));
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const text = texts.get(uri);
    const before = get(uri);
    if (text === undefined || before === undefined) return;
    change(snapshot(TextDocument.update(text, contentChanges, version), before.file), contentChanges);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const document = get(uri);
    if (texts.delete(uri) && document !== undefined) close(document);
  });
}

function placeOf({ file, range }: Location, open: OpenDocument | undefined): Place {
  if (open === undefined) return { uri: uriOfFile(file), range, version: null };
  if (open.cells === null) return { uri: open.uri, range, version: open.version };
  const found = inCell(open.cells, range);
  // Between cells is nowhere the client can point: the notebook itself.
  return found === null ? { uri: open.uri, range: NOWHERE, version: null } : { uri: found.cell.uri, range: found.range, version: found.cell.version };
}

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** `TextDocument` is edited in place, so text is taken now; the hash waits until somebody needs it. */
function snapshot(document: TextDocument, file: FileId): OpenDocument {
  const text = document.getText();
  return { uri: document.uri, file, version: document.version, cells: null, ...readNow(file, text, languageOfDocument(file, document.languageId)) };
}

/** Its cells are what the file's JSON would be read as, so that what is saved and what is open give the same calls. */
function documentOfNotebook({ uri, text, cells }: NotebookText, version: number): OpenDocument | null {
  const file = fileOfUri(uri);
  return file === null ? null : { uri, file, version, cells, ...readNow(file, text, 'python') };
}

function readNow(file: FileId, text: string, language: LanguageId): Pick<OpenDocument, 'changedAt' | 'source'> {
  let source: SourceFile | undefined;
  return { changedAt: performance.now(), source: () => (source ??= sourceOf(file, text, language)) };
}
