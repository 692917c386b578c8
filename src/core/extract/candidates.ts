/** Which code is worth running: what names a call of an SDK its file mentions, or a wrapper known so far. Cheap answers from the text alone. */
import type { FileId } from '../document.ts';
import { SDKS, SDK_WORDS } from '../sdks/registry.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { createWordFinder } from '../syntax/admission.ts';
import { callsOf } from './call-names.ts';

/** `import { streamText as send }`, `from litellm import completion as complete`. */
const RENAMED = /\b(\w+) as (\w+)\b/g;

/** A class that extends an agent makes one in its constructor. */
const EXTENDED = ['super', 'super().__init__'];

const namesOf = (sdk: Sdk): readonly string[] => (sdk.calls.some(({ kind }) => kind === 'agent') ? [...sdk.methods, ...EXTENDED] : sdk.methods);

export class Candidates {
  readonly #text: (file: FileId) => string;
  readonly #calls = new Map<FileId, RegExp | null>();
  /** Names at the top of files that hold what may call a model, and where they are handed on. */
  readonly #models = new Map<FileId, Set<string>>();
  readonly #handedOn = new Map<FileId, RegExp>();
  /** Words of SDKs that files hold. */
  readonly #words = new Map<FileId, ReadonlySet<string>>();
  readonly #findWords = createWordFinder(SDK_WORDS);
  /** Patterns by the SDKs they are for: files that mention the same share one. */
  readonly #patterns = new Map<string, RegExp>();

  constructor(text: (file: FileId) => string) {
    this.#text = text;
  }

  /** Whether a part of a file's text calls what one of the SDKs that the file mentions may be called by. */
  callsModel(file: FileId, source: string): boolean {
    let pattern = this.#calls.get(file);
    if (pattern === undefined) {
      pattern = this.#patternFor(SDKS.filter((sdk) => this.mentions(sdk, file)), this.#text(file));
      this.#calls.set(file, pattern);
    }
    return (pattern?.test(source) ?? false) || (this.#handedOn.get(file)?.test(source) ?? false);
  }

  /** A name at the top of a file holds what may call a model: code that hands it on leads to a call. */
  noteModel(file: FileId, name: string): void {
    const names = this.#models.get(file) ?? new Set<string>();
    if (names.has(name)) return;
    this.#models.set(file, names.add(name));
    this.#handedOn.set(file, new RegExp(`[(,=:]\\s*(?:${[...names].join('|').replaceAll('$', '\\$')})\\s*[,)}]`));
  }

  #patternFor(sdks: readonly Sdk[], text: string): RegExp | null {
    if (sdks.length === 0) return null;
    const methods = new Set(sdks.flatMap(namesOf));
    const renamed = [...text.matchAll(RENAMED)].flatMap(([, name, local]) => (name !== undefined && local !== undefined && methods.has(name) ? [local] : []));
    const key = [...sdks.map((sdk) => sdk.id), ...renamed].join(' ');
    const known = this.#patterns.get(key) ?? callsOf([...methods, ...renamed]);
    this.#patterns.set(key, known);
    return known;
  }

  /** Whether a file's text holds a word of an SDK. */
  mentions(sdk: Sdk, file: FileId): boolean {
    let words = this.#words.get(file);
    if (words === undefined) {
      words = this.#findWords(this.#text(file));
      this.#words.set(file, words);
    }
    for (const word of sdk.words) if (words.has(word)) return true;
    return false;
  }

  forget(file: FileId): void {
    this.#calls.delete(file);
    this.#words.delete(file);
    this.#models.delete(file);
    this.#handedOn.delete(file);
  }
}
