/** The files of a workspace as the interpreter sees them: parsed and run on demand, kept until they change. */
import type { FileId, LanguageId, SourceFile } from '../../document.ts';
import type { Files } from '../../ports.ts';
import type { FunctionNode, Import, Module } from '../../syntax/ir.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { Interpreter } from '../../values/interpreter.ts';
import type { Program } from '../../values/machine.ts';
import { opened } from '../../values/classes.ts';
import { bind } from '../../values/scope.ts';
import type { Place, Scope, Value } from '../../values/value.ts';
import { exportedValue, isPromptFile } from './exported.ts';
import type { Names } from './exported.ts';
import { Lookups } from './lookups.ts';
import { folderOf } from './paths.ts';
import { MANIFESTS, pinIn } from './pins.ts';
import type { Pin } from './pins.ts';
import { Sources } from './sources.ts';

const MODULE_FUEL = 12_000;
const PARTIAL_ENDINGS = ['.hbs', '.handlebars', '.mustache', '.prompt', '.md', '.txt', '.j2', '.jinja'];

export class Workspace implements Program {
  readonly #sources: Sources;
  readonly #lookups = new Lookups();
  readonly #scopes = new Map<FileId, Scope>();
  readonly #nested = new Map<FunctionNode, readonly Import[]>();
  readonly #names: Names;
  interpreter: Interpreter | null = null;
  /** Told when a module is about to run; runs it. */
  onModule: ((file: FileId, run: () => void) => void) | null = null;

  constructor(syntax: Syntax) {
    this.#sources = new Sources(syntax);
    this.#names = {
      resolve: (module, from) => this.resolve(module, from), scope: (file) => this.scope(file), module: (file) => this.#sources.parsed(file)?.module,
      isPython: (file) => this.#isPython(file), promptFile: (path, from, exact) => this.promptFile(path, from, exact),
      valueOf: (expression, scope) => this.interpreter?.evaluate(expression, scope) ?? null,
    };
  }

  /** Answers whether names of modules may mean other files now. */
  async open(files: Files): Promise<boolean> {
    return this.#sources.open(files);
  }

  get known(): readonly FileId[] {
    return this.#sources.known;
  }

  /** Files that were not parsed, and why. */
  get skipped(): ReadonlyMap<FileId, string> {
    return this.#sources.skipped;
  }

  /** How often something was asked for that was not loaded. */
  get asked(): number {
    return this.#lookups.asked;
  }

  /** Reads a file anew; answers whether something was known of it that holds no longer. */
  async refresh(file: FileId): Promise<boolean> {
    const outcome = await this.#sources.refresh(file);
    if (outcome !== 'same') this.#scopes.delete(file);
    return outcome === 'changed' || outcome === 'gone';
  }

  /** Forgets what came of a file's top level. */
  dropScope(file: FileId): void {
    this.#scopes.delete(file);
  }

  async load(file: FileId): Promise<void> {
    await this.#sources.load(file);
  }

  /** Loads what was asked for and not there; answers whether anything was. `forget` is told of files whose top level was run without it. */
  async loadMissing(forget: (file: FileId) => void = () => {}): Promise<boolean> {
    const files = this.#lookups.takeMissing();
    for (const file of files) await this.load(file);
    const { tainted, unfinished } = this.#lookups.takeIncomplete();
    for (const file of tainted) this.#scopes.delete(file);
    for (const file of unfinished) forget(file);
    return files.length > 0;
  }

  source(place: Place): string;
  source(file: FileId): SourceFile | undefined;
  source(of: Place | FileId): string | SourceFile | undefined {
    if (typeof of === 'string') return this.#sources.get(of);
    return this.#sources.text(of.file).slice(of.span.start, of.span.end);
  }

  text(file: FileId): string {
    return this.#sources.text(file);
  }

  language(file: FileId): LanguageId {
    return this.#sources.language(file);
  }

  #isPython(file: FileId): boolean {
    const language = this.language(file);
    return language === 'python' || language === 'jupyter';
  }

  resolve(module: string, from: FileId): FileId | null {
    const { paths } = this.#sources;
    return this.#isPython(from) ? paths.python(module, from) : paths.ecmascript(module, from);
  }

  /** Files of the workspace that a loaded file imports or hands on. */
  importedBy(file: FileId): readonly FileId[] {
    const module = this.#sources.parsed(file)?.module;
    if (!module) return [];
    const names = [...module.imports.map((each) => each.module), ...module.exports.flatMap((each) => each.from?.module ?? [])];
    return [...new Set(names)].flatMap((name) => this.resolve(name, file) ?? []);
  }

  nestedImports(node: FunctionNode, file: FileId): readonly Import[] {
    const known = this.#nested.get(node);
    if (known) return known;
    const imports = this.#sources.parsed(file)?.module.imports.filter((each) => each.nested && each.span.start >= node.span.start && each.span.end <= node.span.end) ?? [];
    this.#nested.set(node, imports);
    return imports;
  }

  scope(file: FileId): Scope | null {
    this.#lookups.use(file);
    const ready = this.#scopes.get(file);
    if (ready) return ready;
    const parsed = this.#sources.parsedNow(file);
    if (parsed) return this.#run(file, parsed.module);
    if (!this.#sources.isAbsent(file)) this.#lookups.want(file);
    return null;
  }

  /** Files that have to be looked at anew when these changed, themselves among them. */
  affectedBy(changed: ReadonlySet<FileId>): ReadonlySet<FileId> {
    return this.#lookups.affectedBy(changed);
  }

  /** Forgets a file's top level and what it looked into. */
  forget(file: FileId): void {
    this.dropScope(file);
    this.#lookups.forget(file);
  }

  #run(file: FileId, module: Module): Scope {
    const scope: Scope = { names: new Map(), parent: null, file, kind: 'module' };
    this.#scopes.set(file, scope);
    const { interpreter } = this;
    if (!interpreter) return scope;
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
    this.#lookups.withinModule(file, () => (this.onModule ? this.onModule(file, run) : run()));
    return scope;
  }

  /** Marks what is looked at while a file is analysed as used by it. */
  within<T>(file: FileId, run: () => T): T {
    return this.#lookups.within(file, run);
  }

  exported(file: FileId, name: string): Value | null {
    return exportedValue(this.#names, file, name);
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
      if (this.#sources.isRoot(folder)) break;
    }
    return null;
  }

  /** A file that is no code; null while it is not loaded. */
  #asked(file: FileId): SourceFile | null {
    const source = this.#sources.get(file);
    this.#lookups.use(file);
    if (!source && !this.#sources.isAbsent(file)) this.#lookups.want(file);
    return source ?? null;
  }

  promptFile(path: string, from: FileId, exact: boolean, callers: readonly FileId[] = []): { readonly file: FileId; readonly text: string } | null {
    for (const file of this.#sources.paths.named(path, from, exact, callers)) {
      if (!isPromptFile(file)) continue;
      const source = this.#asked(file);
      if (source) return { file, text: source.text };
    }
    return null;
  }
}
