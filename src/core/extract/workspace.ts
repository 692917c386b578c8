/** The files of a workspace as the interpreter sees them: parsed and run on demand, kept until they change. */
import type { FileId, LanguageId, SourceFile } from '../document.ts';
import type { Files } from '../ports.ts';
import type { FunctionNode, Import, Module } from '../syntax/ir.ts';
import type { ParsedFile, Syntax } from '../syntax/syntax.ts';
import type { Interpreter } from '../values/interpreter.ts';
import type { Program } from '../values/machine.ts';
import { opened } from '../values/classes.ts';
import { bind } from '../values/scope.ts';
import { dataIn, isDataFile } from '../values/data-file.ts';
import { deref, text } from '../values/value.ts';
import type { Place, Scope, Value } from '../values/value.ts';
import { folderOf } from './paths.ts';
import { MANIFESTS, pinIn } from './pins.ts';
import type { Pin } from './pins.ts';
import { isProjectFile } from './project-files.ts';
import { Paths } from './resolve.ts';

const MODULE_FUEL = 12_000;
const PARTIAL_ENDINGS = ['.hbs', '.handlebars', '.mustache', '.prompt', '.md', '.txt', '.j2', '.jinja'];
const PROMPT_FILE = /\.(md|mdx|txt|prompt|jinja2?|j2|njk|hbs|handlebars|mustache|tmpl|tpl|prompty|xml|poml|html|json|ya?ml|liquid)$/i;

/** More than this many configuration files are not read: such a workspace is a collection of projects. */
const MAX_PROJECT_FILES = 1_000;

const readProjectFiles = async (list: readonly FileId[], files: Files): Promise<ReadonlyMap<FileId, string>> => {
  const found = await Promise.all(list.filter(isProjectFile).slice(0, MAX_PROJECT_FILES).map((file) => files.read(file)));
  return new Map(found.flatMap((source) => (source ? [[source.file, source.text] as const] : [])));
};

export class Workspace implements Program {
  readonly #syntax: Syntax;
  readonly #sources = new Map<FileId, SourceFile>();
  readonly #parsed = new Map<FileId, ParsedFile>();
  readonly #scopes = new Map<FileId, Scope>();
  readonly #running: FileId[] = [];
  readonly #tainted = new Set<FileId>();
  /** Files whose own top level asked for something that was not loaded. */
  readonly #unfinished = new Set<FileId>();
  readonly #nested = new Map<FunctionNode, readonly Import[]>();
  /** Which files each file's analysis looked into. */
  readonly used = new Map<FileId, Set<FileId>>();
  readonly missing = new Set<FileId>();
  /** How often something was asked for that was not loaded. */
  asked = 0;
  readonly skipped = new Map<FileId, string>();
  readonly #absent = new Set<FileId>();
  #paths = new Paths([], []);
  #files: Files | null = null;
  #known: readonly FileId[] = [];
  interpreter: Interpreter | null = null;
  /** Told when a module is about to run, and when it has. */
  onModule: ((file: FileId, run: () => void) => void) | null = null;

  constructor(syntax: Syntax) {
    this.#syntax = syntax;
  }

  async open(files: Files): Promise<void> {
    const list = await files.list();
    this.#files = files;
    if (list.length !== this.#known.length || list.some((file, i) => file !== this.#known[i])) {
      this.#known = list;
      this.#paths = new Paths(list, files.roots, await readProjectFiles(list, files));
      this.#absent.clear();
    }
  }

  get known(): readonly FileId[] {
    return this.#known;
  }

  /** Reads a file anew; answers whether its content changed. */
  async refresh(file: FileId): Promise<boolean> {
    const source = (await this.#files?.read(file)) ?? null;
    const before = this.#sources.get(file);
    if (source === null) {
      if (!before) return false;
      this.drop(file);
      this.#sources.delete(file);
      return true;
    }
    if (before?.hash === source.hash) return false;
    this.drop(file);
    this.#sources.set(file, source);
    return before !== undefined;
  }

  /** Forgets what was made of a file's content. */
  drop(file: FileId): void {
    this.#parsed.delete(file);
    this.#scopes.delete(file);
  }

  dropScope(file: FileId): void {
    this.#scopes.delete(file);
  }

  async load(file: FileId): Promise<void> {
    if (this.#parsed.has(file)) return;
    if (!this.#sources.has(file)) await this.refresh(file);
    const source = this.#sources.get(file);
    if (!source) {
      this.#absent.add(file);
      return;
    }
    if (source.language === 'plaintext') return;
    this.#accept(file, await this.#syntax.parse(source));
  }

  #accept(file: FileId, parsed: ParsedFile): ParsedFile {
    if (parsed.skipped) this.skipped.set(file, parsed.skipped);
    else this.skipped.delete(file);
    this.#parsed.set(file, parsed);
    return parsed;
  }

  #parseNow(file: FileId): ParsedFile | null {
    const source = this.#sources.get(file);
    const parsed = source && source.language !== 'plaintext' ? this.#syntax.parseNow(source) : null;
    return parsed ? this.#accept(file, parsed) : null;
  }

  /** Loads what was asked for and not there; answers whether anything was. `forget` is told of files whose top level was run without it. */
  async loadMissing(forget: (file: FileId) => void = () => {}): Promise<boolean> {
    const files = [...this.missing];
    this.missing.clear();
    for (const file of files) await this.load(file);
    for (const file of this.#tainted) this.#scopes.delete(file);
    this.#tainted.clear();
    for (const file of this.#unfinished) forget(file);
    this.#unfinished.clear();
    return files.length > 0;
  }

  source(place: Place): string;
  source(file: FileId): SourceFile | undefined;
  source(of: Place | FileId): string | SourceFile | undefined {
    if (typeof of === 'string') return this.#sources.get(of);
    return this.#sources.get(of.file)?.text.slice(of.span.start, of.span.end) ?? '';
  }

  text(file: FileId): string {
    return this.#sources.get(file)?.text ?? '';
  }

  parsed(file: FileId): ParsedFile | undefined {
    return this.#parsed.get(file);
  }

  language(file: FileId): LanguageId {
    return this.#sources.get(file)?.language ?? 'plaintext';
  }

  resolve(module: string, from: FileId): FileId | null {
    const language = this.language(from);
    return language === 'python' || language === 'jupyter' ? this.#paths.python(module, from) : this.#paths.ecmascript(module, from);
  }

  nestedImports(node: FunctionNode, file: FileId): readonly Import[] {
    const known = this.#nested.get(node);
    if (known) return known;
    const imports = this.#parsed.get(file)?.module.imports.filter((each) => each.nested && each.span.start >= node.span.start && each.span.end <= node.span.end) ?? [];
    this.#nested.set(node, imports);
    return imports;
  }

  scope(file: FileId): Scope | null {
    for (const running of this.#running) this.#use(running, file);
    const ready = this.#scopes.get(file);
    if (ready) return ready;
    const parsed = this.#parsed.get(file) ?? this.#parseNow(file);
    if (!parsed) {
      if (!this.#absent.has(file)) {
        this.missing.add(file);
        this.asked += 1;
        for (const running of this.#running) this.#tainted.add(running);
      }
      return null;
    }
    return this.#run(file, parsed.module);
  }

  /** These files and those whose analysis looked into one of them, be it by way of others: a constant may be made of another file's. */
  affectedBy(changed: ReadonlySet<FileId>): ReadonlySet<FileId> {
    const users = new Map<FileId, FileId[]>();
    for (const [user, used] of this.used) {
      for (const file of used) {
        const known = users.get(file);
        if (known) known.push(user);
        else users.set(file, [user]);
      }
    }
    const affected = new Set(changed);
    // A set is walked to what is added meanwhile.
    for (const file of affected) for (const user of users.get(file) ?? []) affected.add(user);
    return affected;
  }

  #use(by: FileId, file: FileId): void {
    const used = this.used.get(by);
    if (used) used.add(file);
    else this.used.set(by, new Set([file]));
  }

  #run(file: FileId, module: Module): Scope {
    const scope: Scope = { names: new Map(), parent: null, file, kind: 'module' };
    this.#scopes.set(file, scope);
    const { interpreter } = this;
    if (!interpreter) return scope;
    this.#running.push(file);
    const asked = this.asked;
    const run = (): void => {
      interpreter.fuel.within(MODULE_FUEL, () => interpreter.heap.apart(() => {
        for (const each of module.imports) {
          if (!each.nested) bind(interpreter, scope, each.imported === '**' ? `**${each.module}` : each.local, { kind: 'import', module: each.module, imported: each.imported, file, place: { file, span: each.span } });
        }
        interpreter.execute(module.body, scope);
        // Functions run when the module's own empty lists and caches have been filled.
        for (const [name, cell] of scope.names) {
          const open = cell.value ? opened(name, cell.value) : null;
          if (open) cell.value = open;
        }
      }));
    };
    if (this.onModule) this.onModule(file, run);
    else run();
    this.#running.pop();
    if (this.asked !== asked) this.#unfinished.add(file);
    return scope;
  }

  /** Marks what is looked at while a file is analysed as used by it. */
  within<T>(file: FileId, run: () => T): T {
    this.#running.push(file);
    try {
      return run();
    } finally {
      this.#running.pop();
    }
  }

  /** What an import of a file that is no code brings: a prompt's text, or what JSON and YAML hold. */
  #asset(file: FileId, name: string): Value | null {
    const found = this.promptFile(file, file, true);
    if (!found) return null;
    const data = isDataFile(file) ? dataIn(file, found.text) : text(found.text, { file, span: { start: 0, end: found.text.length } }, 'imported');
    if (name === 'default' || !data) return data;
    const plain = deref(data);
    return plain.kind === 'record' ? plain.entries.find((entry) => entry.key === name)?.value ?? null : null;
  }

  exported(file: FileId, name: string, depth = 0): Value | null {
    if (PROMPT_FILE.test(file)) return this.#asset(file, name);
    const scope = this.scope(file);
    const module = this.#parsed.get(file)?.module;
    if (!scope || !module || depth > 12) return null;
    const language = this.language(file);
    if (language === 'python' || language === 'jupyter') return scope.names.get(name)?.value ?? this.#pythonStar(file, scope, name, depth);
    for (const each of module.exports) {
      if (each.exported !== name) continue;
      if (each.from) return this.#reexported(file, each.from.module, each.from.imported, each.span, depth);
      if (each.local !== undefined) return scope.names.get(each.local)?.value ?? null;
      if (each.value && this.interpreter) return this.interpreter.evaluate(each.value, scope);
    }
    for (const each of module.exports) {
      if (each.exported !== '**' || !each.from) continue;
      const target = this.resolve(each.from.module, file);
      const value = target === null || target === file ? null : this.exported(target, name, depth + 1);
      if (value) return value;
    }
    // CommonJS, and `export =`.
    return scope.names.get(name)?.value ?? null;
  }

  #pythonStar(file: FileId, scope: Scope, name: string, depth: number): Value | null {
    for (const [key, cell] of scope.names) {
      if (!key.startsWith('**') || cell.value?.kind !== 'import') continue;
      const target = this.resolve(cell.value.module, file);
      const value = target === null || target === file ? null : this.exported(target, name, depth + 1);
      if (value) return value;
    }
    return null;
  }

  #reexported(file: FileId, module: string, imported: string, span: Place['span'], depth: number): Value | null {
    const target = this.resolve(module, file);
    if (target === null) return { kind: 'import', module, imported, file, place: { file, span } };
    return imported === '*' ? { kind: 'module', file: target } : this.exported(target, imported, depth + 1);
  }

  /** A template by the name another gives it: a path from there or a root, or a partial's name without folder, underscore and ending. */
  templateNamed(name: string, from: FileId): SourceFile | null {
    const slash = name.lastIndexOf('/') + 1;
    const names = /\.\w+$/.test(name) ? [name] : PARTIAL_ENDINGS.flatMap((ending) => [`${name}${ending}`, `${name.slice(0, slash)}_${name.slice(slash)}${ending}`]);
    for (const each of names) {
      const found = this.promptFile(each, from, true);
      const source = found && found.file !== from ? this.#sources.get(found.file) : undefined;
      if (source) return source;
    }
    return null;
  }

  pinned(distribution: string, from: FileId): Pin | null {
    const manifests = /\.(py|pyi|ipynb)$/.test(from) ? MANIFESTS.python : MANIFESTS.ecmascript;
    for (let folder = folderOf(from); folder !== ''; folder = folderOf(folder)) {
      for (const name of manifests) {
        const text = this.#asked(`${folder}/${name}`)?.text;
        const pin = text === undefined ? null : pinIn(text, distribution);
        if (pin) return pin;
      }
      if (this.#files?.roots.some((root) => root.replace(/\/$/, '') === folder)) break;
    }
    return null;
  }

  /** A file that is no code; null while it is not loaded. */
  #asked(file: FileId): SourceFile | null {
    const source = this.#sources.get(file);
    for (const running of this.#running) this.#use(running, file);
    if (source) return source;
    if (!this.#absent.has(file)) {
      this.missing.add(file);
      this.asked += 1;
      for (const running of this.#running) this.#tainted.add(running);
    }
    return null;
  }

  promptFile(path: string, from: FileId, exact: boolean): { readonly file: FileId; readonly text: string } | null {
    for (const file of this.#paths.named(path, from, exact)) {
      if (!PROMPT_FILE.test(file)) continue;
      const source = this.#asked(file);
      if (source) return { file, text: source.text };
    }
    return null;
  }
}
