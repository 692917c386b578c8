/** Texts and trees of a workspace's files: read when asked for, parsed when needed, kept until they change. */
import type { FileId, LanguageId, SourceFile } from '../../document.ts';
import type { Files } from '../../ports.ts';
import type { ParsedFile, Syntax } from '../../syntax/syntax.ts';
import { isProjectFile } from './project-files.ts';
import { Paths } from './resolve.ts';

/** More than this many configuration files are not read: such a workspace is a collection of projects. */
const MAX_PROJECT_FILES = 1_000;

const readProjectFiles = async (list: readonly FileId[], files: Files): Promise<readonly SourceFile[]> => {
  const found = await Promise.all(list.filter(isProjectFile).slice(0, MAX_PROJECT_FILES).map((file) => files.read(file)));
  return found.filter((source) => source !== null);
};

export class Sources {
  readonly #syntax: Syntax;
  readonly #sources = new Map<FileId, SourceFile>();
  readonly #parsed = new Map<FileId, ParsedFile>();
  readonly #absent = new Set<FileId>();
  /** Files that were not parsed, and why. */
  readonly skipped = new Map<FileId, string>();
  #files: Files | null = null;
  #known: readonly FileId[] = [];
  /** Hashes of what project files say. */
  #projects: readonly string[] = [];
  #paths = new Paths([], []);

  constructor(syntax: Syntax) {
    this.#syntax = syntax;
  }

  /** Answers whether names of modules may mean other files now than when they were last looked up. */
  async open(files: Files): Promise<boolean> {
    const list = await files.list();
    const projects = await readProjectFiles(list, files);
    const isFirst = this.#files === null;
    const areOthers = !isSame(list, this.#known);
    const saysOther = !isSame(projects.map(({ hash }) => hash), this.#projects);
    this.#files = files;
    if (areOthers || saysOther) {
      this.#known = list;
      this.#projects = projects.map(({ hash }) => hash);
      this.#paths = new Paths(list, files.roots, new Map(projects.map(({ file, text }) => [file, text])));
      this.#absent.clear();
    }
    return saysOther && !isFirst;
  }

  /** All files of the workspace. */
  get known(): readonly FileId[] {
    return this.#known;
  }

  get paths(): Paths {
    return this.#paths;
  }

  isRoot(folder: string): boolean {
    return this.#files?.roots.some((root) => root.replace(/\/$/, '') === folder) ?? false;
  }

  /** Reads a file anew. `fresh` when it had not been read before. */
  async refresh(file: FileId): Promise<'same' | 'fresh' | 'changed' | 'gone'> {
    const source = (await this.#files?.read(file)) ?? null;
    const before = this.#sources.get(file);
    if (source === null ? !before : before?.hash === source.hash) return 'same';
    this.#parsed.delete(file);
    if (source === null) {
      this.#sources.delete(file);
      return 'gone';
    }
    this.#sources.set(file, source);
    return before ? 'changed' : 'fresh';
  }

  /** Reads and parses a file that is not there yet. */
  async load(file: FileId): Promise<void> {
    if (this.#parsed.has(file)) return;
    if (!this.#sources.has(file)) await this.refresh(file);
    const source = this.#sources.get(file);
    if (!source) this.#absent.add(file);
    else if (source.language !== 'plaintext') this.#accept(file, await this.#syntax.parse(source));
  }

  #accept(file: FileId, parsed: ParsedFile): ParsedFile {
    if (parsed.skipped) this.skipped.set(file, parsed.skipped);
    else this.skipped.delete(file);
    this.#parsed.set(file, parsed);
    return parsed;
  }

  /** Whether the file could not be read when it was asked for. */
  isAbsent(file: FileId): boolean {
    return this.#absent.has(file);
  }

  get(file: FileId): SourceFile | undefined {
    return this.#sources.get(file);
  }

  parsed(file: FileId): ParsedFile | undefined {
    return this.#parsed.get(file);
  }

  /** The file's tree, parsed now if its text and grammar are there; null when not. */
  parsedNow(file: FileId): ParsedFile | null {
    const known = this.#parsed.get(file);
    if (known) return known;
    const source = this.#sources.get(file);
    const parsed = source && source.language !== 'plaintext' ? this.#syntax.parseNow(source) : null;
    return parsed ? this.#accept(file, parsed) : null;
  }

  text(file: FileId): string {
    return this.#sources.get(file)?.text ?? '';
  }

  language(file: FileId): LanguageId {
    return this.#sources.get(file)?.language ?? 'plaintext';
  }
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((each, i) => each === b[i]);
