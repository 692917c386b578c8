/** The open documents, kept in step with the client by its edits. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import type { FileId, SourceFile } from '../core/document.ts';
import { sourceOf } from '../node/source.ts';
import { fileOfUri, languageOfDocument } from './wire.ts';

export interface OpenDocument {
  /** As the client wrote it. */
  readonly uri: string;
  readonly file: FileId;
  readonly version: number;
  /** `performance.now()` of the last change. */
  readonly changedAt: number;
  /** Text and hash of this version, made when first asked for. */
  source(): SourceFile;
}

export interface DocumentListener {
  opened?(document: OpenDocument): void;
  changed?(document: OpenDocument, changes: readonly TextDocumentContentChangeEvent[]): void;
  closed?(document: OpenDocument): void;
}

export interface Documents {
  get(uri: string): OpenDocument | undefined;
  of(file: FileId): OpenDocument | undefined;
  all(): readonly OpenDocument[];
  listen(listener: DocumentListener): void;
}

export function createDocuments(connection: Connection): Documents {
  const byUri = new Map<string, OpenDocument>();
  const byFile = new Map<FileId, OpenDocument>();
  const texts = new Map<string, TextDocument>();
  const listeners: DocumentListener[] = [];

  const put = (text: TextDocument, file: FileId): OpenDocument => {
    const document = snapshot(text, file);
    texts.set(text.uri, text);
    byUri.set(text.uri, document);
    byFile.set(file, document);
    return document;
  };

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const file = fileOfUri(uri);
    if (file === null) return;
    const document = put(TextDocument.create(uri, languageId, version, text), file);
    for (const listener of listeners) listener.opened?.(document);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const text = texts.get(uri);
    const before = byUri.get(uri);
    if (text === undefined || before === undefined) return;
    const document = put(TextDocument.update(text, contentChanges, version), before.file);
    for (const listener of listeners) listener.changed?.(document, contentChanges);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const document = byUri.get(uri);
    if (document === undefined) return;
    texts.delete(uri);
    byUri.delete(uri);
    byFile.delete(document.file);
    for (const listener of listeners) listener.closed?.(document);
  });

  return {
    get: (uri) => byUri.get(uri),
    of: (file) => byFile.get(file),
    all: () => [...byUri.values()],
    listen: (listener) => void listeners.push(listener),
  };
}

/** `TextDocument` is edited in place, so text is taken now; the hash waits until somebody needs it. */
function snapshot(document: TextDocument, file: FileId): OpenDocument {
  const text = document.getText();
  const language = languageOfDocument(file, document.languageId);
  let source: SourceFile | undefined;
  return {
    uri: document.uri, file, version: document.version, changedAt: performance.now(),
    source: () => (source ??= sourceOf(file, text, language)),
  };
}
