/** Which files are looked at, and how often: until none of them uses a wrapper that was found after it was looked at. */
import type { FileId } from '../document.ts';
import { SDK_WORDS } from '../sdks/registry.ts';
import { createMention } from '../syntax/admission.ts';
import { TEST_FILE } from '../values/library-objects.ts';
import type { Session } from './session.ts';
import type { Workspace } from './workspace/workspace.ts';
import type { Uses } from './wrappers/wrapper-names.ts';

const CODE = /\.(py|pyi|ipynb|ts|tsx|js|jsx|mjs|cjs|mts|cts)$/;
const DECLARATIONS = /\.d\.[cm]?ts$/;

export const isSource = (file: FileId): boolean => CODE.test(file) && !DECLARATIONS.test(file);

/** How deep wrappers of wrappers are followed. */
const MAX_ROUNDS = 10;
/** Files whose wrappers are looked for when one open file is to be understood by itself. */
const MAX_BEHIND = 80;
/** How often a file is looked at again because a file it needs was not loaded yet. */
export const MAX_LOADS = 10;

const mentionsModel = createMention(SDK_WORDS);

interface Look {
  /** Also functions in which nothing speaks of a model. */
  readonly everything: boolean;
  readonly signal: AbortSignal | undefined;
}

export interface RoundsDeps {
  readonly workspace: Workspace;
  readonly session: Session;
  /** Lets others have their turn; rejects with the signal's reason when the look was given up. */
  breathe(signal: AbortSignal | undefined): Promise<void>;
}

export class Rounds {
  /** Files that were looked at, and how many wrappers were known then: they are looked at again when they use newer ones. */
  readonly #lookedAt = new Map<FileId, number>();
  /** The same for files that held nothing worth a look when the whole workspace was looked at. */
  readonly #passedOver = new Map<FileId, number>();
  readonly #deps: RoundsDeps;

  constructor(deps: RoundsDeps) {
    this.#deps = deps;
  }

  forget(file: FileId): void {
    this.#lookedAt.delete(file);
    this.#passedOver.delete(file);
  }

  /** Looks at all files in which a call site may stand. The others are parsed only when one of these imports from them. */
  async overAll(files: readonly FileId[], signal: AbortSignal | undefined): Promise<void> {
    const { session } = this.#deps;
    const mayMatter = (file: FileId): boolean => this.#passedOver.get(file) !== session.wrapperNames.size && this.#isCandidate(file);
    await this.#run(files.filter((file) => !this.#lookedAt.has(file) && mayMatter(file)), files, { everything: false, signal });
    for (const file of files) if (!this.#lookedAt.has(file)) this.#passedOver.set(file, session.wrapperNames.size);
  }

  /** Looks at these files, whatever they hold. */
  async over(files: readonly FileId[], look: Look): Promise<void> {
    await this.#run(files.filter((file) => !this.#lookedAt.has(file)), files, look);
  }

  /**
   * Finds the wrappers that these files may use without the rest of the workspace: those in files they import, be it by way of others.
   * Answers whether models are called in any of them.
   */
  async behind(files: readonly FileId[], signal: AbortSignal | undefined): Promise<boolean> {
    const { workspace, breathe } = this.#deps;
    // A set is walked to what is added meanwhile: the nearest first.
    const behind = new Set(files);
    for (const file of behind) {
      await workspace.load(file);
      await breathe(signal);
      for (const each of workspace.importedBy(file)) if (behind.size < MAX_BEHIND && isSource(each)) behind.add(each);
    }
    const others = [...behind].filter((file) => !files.includes(file));
    await this.#run(others.filter((file) => !this.#lookedAt.has(file) && this.#isCandidate(file)), others, { everything: false, signal });
    return [...behind].some((file) => this.#isCandidate(file));
  }

  /** Looks at a file that was not looked at yet. */
  async atLeastOnce(file: FileId): Promise<void> {
    if (!this.#lookedAt.has(file)) await this.#lookAt(file, false, null);
  }

  /** Tests come last: nothing but tests uses what they hold, and they use all the rest. */
  async #run(first: readonly FileId[], files: readonly FileId[], look: Look): Promise<void> {
    for (const ofTests of [false, true]) {
      const isTheirs = (file: FileId): boolean => TEST_FILE.test(file) === ofTests;
      await this.#inRounds(first.filter(isTheirs), files.filter(isTheirs), look);
    }
    const { size } = this.#deps.session.wrapperNames;
    for (const file of files) if (this.#lookedAt.has(file)) this.#lookedAt.set(file, size);
  }

  /** Looks at the first, and at those of the files that use what is found, or was found before: in rounds, since their own callers may follow. */
  async #inRounds(first: readonly FileId[], files: readonly FileId[], { everything, signal }: Look): Promise<void> {
    const { workspace, session, breathe } = this.#deps;
    const late = this.#outdated(files);
    let again = late.length === 0 ? null : session.wrapperNames.uses();
    let pending: readonly FileId[] = [...first, ...late];
    for (let round = 0; round < MAX_ROUNDS && pending.length > 0; round += 1) {
      for (const file of pending) {
        await breathe(signal);
        if (this.#lookedAt.has(file) && !session.keepsTop(file, again)) workspace.dropScope(file);
        await this.#lookAt(file, everything, again);
      }
      again = session.wrapperNames.takeFresh();
      pending = this.#users(again, files, files);
    }
  }

  async #lookAt(file: FileId, everything: boolean, again: Uses | null): Promise<void> {
    const { workspace, session } = this.#deps;
    const known = session.wrapperNames.size;
    await workspace.load(file);
    for (let i = 0; i < MAX_LOADS; i += 1) {
      session.analyse(file, everything, i === 0 ? again : null);
      if (!(await workspace.loadMissing((each) => session.unfinish(each)))) break;
    }
    this.#lookedAt.set(file, known);
  }

  /** Files that were looked at, and use wrappers found since. */
  #outdated(files: readonly FileId[]): readonly FileId[] {
    const { wrapperNames } = this.#deps.session;
    const older = files.filter((file) => (this.#lookedAt.get(file) ?? wrapperNames.size) < wrapperNames.size);
    return this.#users(older.length === 0 ? null : wrapperNames.uses(), older, files);
  }

  /** Of the files, those of `some` that use a wrapper, and those in which somebody else is meant by now. */
  #users(uses: Uses | null, some: readonly FileId[], files: readonly FileId[]): readonly FileId[] {
    const { workspace, session } = this.#deps;
    const users = new Set(uses === null ? [] : some.filter((file) => uses(workspace.text(file), file)));
    return files.filter((file) => users.has(file) || session.isOvertaken(file));
  }

  #isCandidate(file: FileId): boolean {
    const { workspace, session } = this.#deps;
    const text = workspace.text(file);
    return mentionsModel(text) || session.wrapperNames.mentionedIn(text, file);
  }
}
