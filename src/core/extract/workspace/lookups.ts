/** Which files each file's analysis looked into, and what it asked for that was not loaded yet. */
import type { FileId } from '../../document.ts';

export class Lookups {
  /** By the file that was analysed. */
  readonly #used = new Map<FileId, Set<FileId>>();
  /** Files whose modules run, or whose functions are looked at, innermost last. */
  readonly #running: FileId[] = [];
  readonly #missing = new Set<FileId>();
  /** Files that were under way when something was missing. */
  readonly #tainted = new Set<FileId>();
  /** Files whose own top level asked for something that was not loaded. */
  readonly #unfinished = new Set<FileId>();
  /** How often something was asked for that was not loaded. */
  asked = 0;

  /** Marks what is looked at while a file is analysed as used by it. */
  within<T>(file: FileId, run: () => T): T {
    this.#running.push(file);
    try {
      return run();
    } finally {
      this.#running.pop();
    }
  }

  /** The same for a file's top level, which is to be run again if it lacked something. */
  withinModule(file: FileId, run: () => void): void {
    const { asked } = this;
    this.within(file, run);
    if (this.asked !== asked) this.#unfinished.add(file);
  }

  use(file: FileId): void {
    // What lacked something gives answers that do not last.
    if (this.#unfinished.has(file)) this.#lack();
    for (const by of this.#running) {
      const used = this.#used.get(by);
      if (used) used.add(file);
      else this.#used.set(by, new Set([file]));
    }
  }

  /** A file that is to be loaded before those under way are looked at again. */
  want(file: FileId): void {
    this.#missing.add(file);
    this.#lack();
  }

  #lack(): void {
    this.asked += 1;
    for (const running of this.#running) this.#tainted.add(running);
  }

  takeMissing(): readonly FileId[] {
    const files = [...this.#missing];
    this.#missing.clear();
    return files;
  }

  /** Files that ran without something that is there now: whose top level is to be run anew, and whose functions with it. */
  takeIncomplete(): { readonly tainted: readonly FileId[]; readonly unfinished: readonly FileId[] } {
    const taken = { tainted: [...this.#tainted], unfinished: [...this.#unfinished] };
    this.#tainted.clear();
    this.#unfinished.clear();
    return taken;
  }

  forget(file: FileId): void {
    this.#used.delete(file);
  }

  /** These files and those whose analysis looked into one of them, be it by way of others: a constant may be made of another file's. */
  affectedBy(changed: ReadonlySet<FileId>): ReadonlySet<FileId> {
    const users = new Map<FileId, FileId[]>();
    for (const [user, used] of this.#used) {
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
}
