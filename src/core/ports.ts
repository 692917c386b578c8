/** What the core asks of the world. `src/node` implements these; tests may too. */
import type { Language, Parser, Query } from 'web-tree-sitter';
import type { FileId, LanguageId, SourceFile } from './document.ts';

/** Grammars are loaded once, lazily; a language that cannot be loaded answers `null` and its files are skipped. */
export interface Grammars {
  load(language: Exclude<LanguageId, 'jupyter' | 'plaintext'>): Promise<Grammar | null>;
}

export interface Grammar {
  readonly parser: Parser;
  readonly language: Language;
  /** Finds imports and candidate calls; the interpreter decides. */
  readonly candidates: Query;
}

/** Rank tables in the binary form the build writes; `null` when the vocabulary is not installed. */
export interface Vocabularies {
  /** `file`: where the user has it, ahead of where it was installed. */
  load(encoding: string, file?: FileId): Promise<Uint8Array | null>;
}

/** The trimmed price catalogue as JSON text, with its date. */
export interface Prices {
  load(): Promise<unknown>;
}

/** The files of the workspace. Open documents win over the disk. */
export interface Files {
  read(file: FileId): Promise<SourceFile | null>;
  exists(file: FileId): Promise<boolean>;
  /** Every analysable file below the roots, git-ignored and excluded ones left out. */
  list(): Promise<readonly FileId[]>;
  readonly roots: readonly FileId[];
}

export interface World {
  readonly grammars: Grammars;
  readonly vocabularies: Vocabularies;
  readonly prices: Prices;
  /** Lets other events run; long work awaits it every few milliseconds, so that cancellation is seen. */
  pause(): Promise<void>;
  /** Monotonic milliseconds, for time budgets only; never shown. */
  elapsed(): number;
}

/** What to look at: the files of a workspace, and which of them to report on. */
export interface Snapshot {
  readonly files: Files;
  /** Report on these only; others are read when an import leads there. Absent: every file of the workspace. */
  readonly only?: readonly FileId[];
  /** In an untrusted workspace no prompt file outside the roots is opened. */
  readonly trusted: boolean;
}
