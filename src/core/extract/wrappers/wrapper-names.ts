/** Names of wrappers found so far, and the code that may use them. */
import type { FileId } from '../../document.ts';
import { lineage } from '../../values/classes.ts';
import type { FunctionValue } from '../../values/value.ts';
import { stemOf } from '../call-names.ts';
import { defaultOf, importedNames, isDefault } from './imported-names.ts';
import type { ImportedName } from './imported-names.ts';
import { typeNames } from './makers.ts';

/** Whether a part of a file uses one of some names, from its text and that of the file; of those only that became known after `since`. */
export type Uses = (source: string, file: FileId, since?: number) => boolean;

/** Modules of which every project has one. */
const COMMON_STEM = /^(?:main|index|app|base|core|utils?|helpers?|common|types?|server|client|api|route|page|config|test\w*)$/i;

export class WrapperNames {
  readonly #text: (file: FileId) => string;
  /** Each name with the classes and modules that say which is meant. */
  readonly #hints = new Map<string, Set<string>>();
  /** What was added since it was last asked for. */
  #fresh = new Map<string, Set<string>>();
  #mentioned: Uses | null = null;
  /** What files' imports name as they like. */
  readonly #imported = new Map<FileId, { readonly text: string; readonly names: readonly ImportedName[] }>();
  /** Functions, which other files import by their names, whatever the module they come through is called. */
  readonly #functions = new Set<string>();
  /** What `size` was when the name last became better known. */
  readonly #known = new Map<string, number>();
  /** Names of functions that answer a model and pass nothing on to one. */
  readonly #makers = new Set<string>();
  /** Grows with each name and hint. */
  size = 0;

  constructor(text: (file: FileId) => string) {
    this.#text = text;
  }

  add(callee: FunctionValue): void {
    this.#makers.delete(nameOf(callee));
    this.#add(callee);
  }

  /** A function that answers a model, which its caller may call. */
  addMaker(callee: FunctionValue): void {
    const name = nameOf(callee);
    if (!this.#hints.has(name)) this.#makers.add(name);
    this.#add(callee);
  }

  #add(callee: FunctionValue): void {
    const { owner, scope } = callee;
    const name = nameOf(callee);
    const anyName = owner ? null : defaultOf(scope.file, this.#text(scope.file));
    if (anyName !== null && !this.#hints.has(anyName)) this.addKept(anyName, '');
    if (name === '') return;
    if (!owner) this.#functions.add(name);
    const hints = this.#hints.get(name) ?? new Set<string>();
    const stem = stemOf(scope.file);
    const given = [...(owner ? lineage(owner) : []).flatMap((each) => [each.node.name, stemOf(each.scope.file), ...(each.node.promises ?? []).flatMap(typeNames)]), stem]
      .filter((hint) => hint !== '' && !hints.has(hint) && !(owner && COMMON_STEM.test(hint)));
    if (this.#hints.has(name) && given.length === 0) return;
    this.#hints.set(name, hints);
    const fresh = this.#fresh.get(name) ?? new Set<string>();
    this.#fresh.set(name, fresh);
    for (const hint of given) for (const known of [hints, fresh]) known.add(hint);
    this.size += 1;
    this.#known.set(name, this.size);
    this.#mentioned = null;
  }

  /** An object of a library that may call a model, kept under a name by another, e.g. a web framework's state: code that uses the name is worth running again. */
  addKept(name: string, holder: string): void {
    const hints = this.#hints.get(name) ?? new Set<string>();
    if (this.#hints.has(name) && hints.has(holder)) return;
    this.#hints.set(name, hints.add(holder));
    this.#fresh.set(name, (this.#fresh.get(name) ?? new Set<string>()).add(holder));
    this.size += 1;
    this.#known.set(name, this.size);
    this.#mentioned = null;
  }

  has(name: string): boolean {
    return this.#hints.has(name) && !this.#makers.has(name);
  }

  /** Whether a part of a file names a wrapper, to call it or to pass it on. */
  mentionedIn(source: string, file: FileId): boolean {
    if (this.#hints.size === 0) return false;
    this.#mentioned ??= this.#usesOf(this.#hints, wordsOf);
    return this.#mentioned(source, file);
  }

  /** The calls of all wrappers known now. */
  uses(): Uses {
    return this.#usesOf(this.#hints, callsOf);
  }

  /** The calls of wrappers that became known since this was last asked; null when none did. */
  takeFresh(): Uses | null {
    if (this.#fresh.size === 0) return null;
    const uses = this.#usesOf(this.#fresh, callsOf);
    this.#fresh = new Map();
    return uses;
  }

  #importedBy(file: FileId, text: string): readonly ImportedName[] {
    const before = this.#imported.get(file);
    if (before?.text === text) return before.names;
    const names = importedNames(text);
    this.#imported.set(file, { text, names });
    return names;
  }

  /** A name that says little counts only in files that also name its class or module. */
  #usesOf(names: ReadonlyMap<string, ReadonlySet<string>>, pattern: (names: readonly string[]) => RegExp): Uses {
    const plain = [...names.keys()].filter((name) => !isDefault(name));
    const telling = plain.filter(isTelling);
    const tellingPattern = telling.length > 0 ? pattern(telling) : null;
    const others = plain.filter((name) => !isTelling(name)).map((name) => ({ name, hints: names.get(name) ?? new Set<string>() }))
      .map(({ name, hints }) => ({ name, uses: pattern([name]), hint: wordsOf([...hints]), hints, imports: this.#functions.has(name) ? importsOf(name) : onModel(name) }));
    const hinted = new Map<FileId, { readonly text: string; readonly meant: readonly { readonly name: string; readonly uses: RegExp }[] }>();
    const meantIn = (file: FileId): readonly { readonly name: string; readonly uses: RegExp }[] => {
      const text = this.#text(file);
      const before = hinted.get(file);
      if (before?.text === text) return before.meant;
      const own = this.#importedBy(file, text).filter(({ meant }) => names.has(meant)).map(({ local, meant }) => ({ name: meant, uses: pattern([local]) }));
      const meant = [...others.filter(({ hint, hints, imports }) => hints.has(stemOf(file)) || text.search(hint) >= 0 || imports.test(text)), ...own];
      hinted.set(file, { text, meant });
      return meant;
    };
    const isNewer = (name: string | undefined, since: number): boolean => since === 0 || (this.#known.get(name ?? '') ?? 0) > since;
    return (source, file, since = 0) => {
      if (tellingPattern) for (const [, name] of source.matchAll(tellingPattern)) if (isNewer(name, since)) return true;
      return meantIn(file).some(({ name, uses }) => isNewer(name, since) && source.search(uses) >= 0);
    };
  }
}

const nameOf = ({ node, owner }: FunctionValue): string => (/^(constructor|__init__|__call__)$/.test(node.name) ? (owner?.node.name ?? '') : node.name);

const escaped = (names: readonly string[]): string => names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');

/** Called, taken by its key, or something of it is: `ask(…)`, `chain.run(…)`, `state["chain"]`. */
const callsOf = (names: readonly string[]): RegExp => new RegExp(`\\b(${escaped(names)})(?:["']\\]|\\s*(?:<[^>()]*>)?[(.])`, 'g');
const wordsOf = (names: readonly string[]): RegExp => new RegExp(`\\b(${escaped(names)})\\b`, 'g');

/** `import { a, name } from`, `from a import (b, name)`. */
const importsOf = (name: string): RegExp => new RegExp(`\\bimport\\b[^;'"#=]{0,300}?\\b${escaped([name])}\\b`);

/** `self.llm.ask(…)`: the receiver's name says that the method is a model's. */
const onModel = (name: string): RegExp => new RegExp(`(?:[lL][lL][mM]|LM|gpt|GPT|\\bai|_ai|AI)(?:_?(?:[cC]lient|[sS]ervice|[pP]rovider|[mM]odel|[gG]ateway|[eE]ngine|[bB]ackend))?(?:\\(\\))?\\s*\\??\\.\\s*${escaped([name])}\\s*\\(`);

/** `generate_response` says whose it is, `run` does not. */
export const isTelling = (name: string): boolean => name.length >= 10 && /[a-z](?:_|[A-Z])/.test(name);
