/** Looks at one function after another, by itself, and remembers the call sites found and what each passes on to a model. */
import type { FileId } from '../document.ts';
import type { FunctionNode } from '../syntax/ir.ts';
import { Interpreter } from '../values/interpreter.ts';
import { TEST_FILE } from '../values/library-objects.ts';
import type { Frame } from '../values/machine.ts';
import { placeOf } from '../values/machine.ts';
import type { FunctionValue } from '../values/value.ts';
import { Additions } from './additions.ts';
import { Assemblies } from './assemblies.ts';
import { AmbientModels } from './ambient.ts';
import { Attention, rootAt, standsIn } from './attention.ts';
import type { Root } from './attention.ts';
import { CallObserver } from './call-observer.ts';
import { staticLengthOf } from './draft.ts';
import type { SiteDraft } from './draft.ts';
import { EarlierLooks } from './earlier-looks.ts';
import type { Filled } from './field-clocks.ts';
import { FoundSites } from './found-sites.ts';
import { lookAtFunction } from './function-look.ts';
import { aliasesIn } from './wrappers/aliases.ts';
import { declaresModel } from './wrappers/makers.ts';
import { Methods } from './wrappers/methods.ts';
import { withOwners } from './noted.ts';
import { PromptBuilders } from './prompt-builders.ts';
import { Reach } from './reach.ts';
import { Receivers } from './receivers.ts';
import type { Workspace } from './workspace/workspace.ts';
import type { Uses, WrapperNames } from './wrappers/wrapper-names.ts';
import { postingSink, sinkOf } from './wrappers/wrappers.ts';
import type { Sink } from './wrappers/wrappers.ts';

/** Steps one look at a file may take: counted, so that a slow machine finds the same as a fast one. The largest files seen take a fifth. */
const STEPS_PER_FILE = 1_000_000;
/** Functions looked at because another's answer needs theirs. */
const MAX_ROOTS = 6;

export class Session {
  readonly workspace: Workspace;
  readonly interpreter: Interpreter;
  /** Files that were not looked at to their end, and why. */
  readonly cut = new Map<FileId, string>();
  readonly #stepsPerFile: number;
  readonly #attention = new Attention();
  readonly #sites = new FoundSites();
  readonly #additions = new Additions();
  readonly #assemblies = new Assemblies();
  readonly #ambient = new AmbientModels();
  readonly #reach: Reach;
  readonly #methods: Methods;
  readonly #receivers: Receivers;
  readonly #builders: PromptBuilders;
  readonly #observer: CallObserver;
  readonly #functions = new Map<FileId, FunctionValue[]>();
  readonly #sinks = new Map<FunctionNode, Sink | null>();
  readonly #earlier: EarlierLooks;
  /** Grows when a function's own answer is needed while it is being looked for. */
  #openQuestions = 0;
  readonly #provisional = new Set<FunctionNode>();

  constructor(workspace: Workspace, stepsPerFile = STEPS_PER_FILE) {
    this.workspace = workspace;
    this.#stepsPerFile = stepsPerFile;
    this.#reach = new Reach(workspace);
    const mayReach = (callee: FunctionValue): boolean => this.#reach.mayReach(callee);
    this.#observer = new CallObserver({
      workspace, attention: this.#attention, candidates: this.#reach.candidates, wrapperNames: this.wrapperNames, additions: this.#additions, assemblies: this.#assemblies, ambient: this.#ambient,
      late: () => ({ interpreter: this.interpreter, methods: this.#methods, receivers: this.#receivers }),
      callsModel: (place) => this.#reach.namesModel(place), mayReach, names: (callee, name) => this.#reach.sourceOf(callee).includes(name), passesOn: (callee) => this.#passesOn(callee), sinkBelow: (callee) => this.#sinkFor(callee, true),
    });
    this.interpreter = new Interpreter(workspace, this.#observer);
    this.#methods = new Methods({ machine: this.interpreter, isSink: (method) => Boolean(this.#sinks.get(method.node)), mayReach, isInTest: () => TEST_FILE.test(this.#attention.root?.file ?? ''), onAnswer: (answer) => void this.#attention.root?.answers.push(answer) });
    this.#earlier = new EarlierLooks(this.#methods);
    this.#receivers = new Receivers({ interpreter: this.interpreter, attention: this.#attention });
    this.#builders = new PromptBuilders({ workspace, interpreter: this.interpreter, attention: this.#attention, receivers: this.#receivers, functionsOf: (file) => this.#functions.get(file) ?? [] });
    workspace.interpreter = this.interpreter;
    workspace.onModule = (file, run) => this.#runModule(file, run);
  }

  /** Functions found so far whose callers are call sites. */
  get wrapperNames(): WrapperNames {
    return this.#reach.wrapperNames;
  }

  /** The call sites that stand in a file. */
  sitesIn(file: FileId): readonly { readonly site: SiteDraft; readonly gateway: { readonly callers: number } | null }[] {
    return this.#sites.in(file).map(({ site, within }) => ({ site: this.#ambient.complete(this.#assemblies.applied(this.#additions.applied(site))), gateway: this.#gateway(within, site) }));
  }

  /** Other files whose calls end in these. */
  filesThrough(files: ReadonlySet<FileId>): readonly FileId[] {
    return this.#sites.through(files);
  }

  /** A function without text of its own that passes on what its callers write. Tools and a schema are text enough where nobody is seen to call it. */
  #gateway(within: readonly FunctionNode[], site: SiteDraft): { readonly callers: number } | null {
    if (!within.some((node) => this.#sinks.get(node)?.passesPrompt === true) || staticLengthOf(site.blocks) > 0) return null;
    const callers = this.#sites.callersOf(within);
    return callers === 0 && (site.tools.length > 0 || site.outputSchema?.schema != null) ? null : { callers };
  }

  /** What the file's prompt builders answer; the calls they make are not looked at. */
  promptsIn(file: FileId, again = false): readonly SiteDraft[] {
    return this.#builders.in(file, again);
  }

  fieldsIn(file: FileId, fields: ReadonlySet<string>): readonly Filled[] {
    return this.#builders.fieldsIn(file, fields);
  }

  forget(file: FileId): void {
    for (const callee of this.#functions.get(file) ?? []) {
      this.#sinks.delete(callee.node);
      this.#earlier.forget(callee.node);
    }
    this.#forgetRun(file);
    this.#functions.delete(file);
    this.#builders.forget(file);
    this.#sites.forget(file);
    this.cut.delete(file);
    this.#reach.forget(file);
    this.#ambient.forget(file);
    this.interpreter.libraryObjects.forget(file);
    this.#additions.forget(file);
    this.#assemblies.forget(file);
  }

  /** The file's top level was run without something that is there now, so its functions are looked at again. */
  unfinish(file: FileId): void {
    for (const callee of this.#functions.get(file) ?? []) this.#earlier.forget(callee.node);
  }

  /** Forgets what came of running a file's module; what is known of its functions stays. */
  #forgetRun(file: FileId): void {
    this.#receivers.forget(file);
    this.#methods.forget(this.#functions.get(file) ?? [], file);
  }

  /** Runs a file's module and each of its functions that may call a model, once; those that hold `again` once more. */
  analyse(file: FileId, everything: boolean, again: Uses | null): void {
    this.workspace.within(file, () => {
      if (!this.workspace.scope(file)) return;
      const functions = this.#functions.get(file) ?? [];
      const begun = this.interpreter.fuel.steps;
      for (const callee of functions) {
        if (this.interpreter.fuel.steps - begun > this.#stepsPerFile) {
          this.cut.set(file, 'too much to follow: its later functions were not looked at');
          return;
        }
        if (this.#earlier.hold(callee, () => this.#reach.sourceOf(callee), again)) continue;
        if (declaresModel(callee)) this.wrapperNames.addMaker(callee);
        if (everything || this.#reach.mentionsModel(callee)) this.#analyseFunction(callee);
      }
    });
  }

  /** Whether somebody else is meant by now by what a file calls on unknown objects. */
  isOvertaken(file: FileId): boolean {
    return this.#earlier.areOvertaken(file, this.#functions.get(file) ?? []);
  }

  /** Whether a file's top level still holds now that more wrappers are known: it does when it uses none outside its functions. Its objects may know more. */
  keepsTop(file: FileId, uses: Uses | null): boolean {
    if (this.#earlier.isTopOvertaken(file) || (uses?.(this.#topOf(file), file) ?? false)) return false;
    this.#receivers.forget(file);
    return true;
  }

  /** A file's text without its functions. */
  #topOf(file: FileId): string {
    const text = this.workspace.text(file);
    let [top, read] = ['', 0];
    for (const { start, end } of (this.#functions.get(file) ?? []).map(({ node }) => node.span).sort((a, b) => a.start - b.start)) {
      if (start < read) continue;
      top += `${text.slice(read, start)}\n`;
      read = end;
    }
    return top + text.slice(read);
  }

  #passesOn(callee: FunctionValue): boolean {
    if (!this.#reach.mayReach(callee)) return false;
    if (!this.#sinks.has(callee.node) && !this.#attention.includes(callee.node)) this.#sinkFor(callee, false);
    const passesOn = this.#sinks.get(callee.node) !== null;
    if (passesOn && this.interpreter.fuel.effort === 'glance') this.#observer.promise();
    return passesOn;
  }

  #runModule(file: FileId, run: () => void): void {
    this.#forgetRun(file);
    this.#functions.set(file, []);
    const root = rootAt(file, null);
    const frame: Frame = { node: null, scope: { names: new Map(), parent: null, file, kind: 'module' }, callPlace: null, callee: null, returns: [], yields: [] };
    this.#attention.on(root, () => this.interpreter.fuel.at('full', () => this.interpreter.detached('import', [frame], () => {
      run();
      this.#observer.decorateAll(root);
    })));
    this.#functions.set(file, withOwners(root.written));
    this.#earlier.noteTop(file, root.answers);
    this.#store(root);
    this.#methods.add(root.written);
    for (const { alias, callee, of } of aliasesIn(this.workspace.scope(file), (value) => this.#reach.mayReach(value))) {
      this.wrapperNames.add({ ...callee, node: { ...callee.node, name: alias } });
      if (of) this.#methods.addField(alias, callee, of.scope.file);
    }
  }

  #store(root: Root): void {
    this.#sites.store(root.file, root.node, [...root.found.values()], root.written.map(({ node }) => node));
  }

  /** Runs a function by itself; what is found is kept. */
  #analyseFunction(callee: FunctionValue): void {
    if (this.#attention.includes(callee.node)) return;
    const missing = this.workspace.asked;
    const open = this.#openQuestions;
    const wrappers = this.wrapperNames.size;
    const { root, answers } = lookAtFunction({ interpreter: this.interpreter, attention: this.#attention, receivers: this.#receivers, observer: this.#observer }, callee);
    if (this.#isAtHome(callee)) this.#store(root);
    this.#earlier.note(callee.node, { incomplete: this.workspace.asked !== missing, wrappers, answers });
    this.#noteSink(callee, root);
    this.#noteClosures(callee, root);
    this.#settle(callee, this.#openQuestions !== open);
  }

  /** Not so a function inside another that is looked at from elsewhere: it holds what one caller left there. */
  #isAtHome({ scope, node }: FunctionValue): boolean {
    const outer = this.#attention.root;
    return scope.kind !== 'function' || (outer?.node != null && outer.file === scope.file && standsIn(placeOf(scope, node.span), outer.node));
  }

  #noteSink(callee: FunctionValue, root: Root): void {
    const sink = sinkOf(callee, [...root.found.values()]) ?? (root.isPosting ? postingSink(callee) : null);
    if (callee.owner && Boolean(this.#sinks.get(callee.node)) !== Boolean(sink)) this.#methods.sinkChanged(callee);
    this.#sinks.set(callee.node, sink);
    if (sink) this.wrapperNames.add(callee);
    else if (root.isMaker) this.wrapperNames.addMaker(callee);
  }

  /** `llm = self.get_llm()`: a function inside that passes prompts on is known by the name of the one that answers it. */
  #noteClosures(callee: FunctionValue, root: Root): void {
    const passes = [...root.found.values()].filter((site) => site.passing.prompt);
    const closures = root.written.filter(({ node }) => passes.some((site) => standsIn(site.place, node)));
    for (const { node } of closures) this.#reach.noteClosure(node);
    if (closures.length > 0) this.wrapperNames.add(callee);
  }

  /** What was found while a caller's own answer was still open, as in functions that call each other, holds only until that caller is done. */
  #settle(callee: FunctionValue, isProvisional: boolean): void {
    if (this.#attention.isOnFunction) {
      if (isProvisional) this.#provisional.add(callee.node);
      return;
    }
    for (const node of this.#provisional) {
      this.#sinks.delete(node);
      this.#earlier.forget(node);
    }
    this.#provisional.clear();
  }

  /** @param reaches a call of a model was met below it */
  #sinkFor(callee: FunctionValue, reaches: boolean): Sink | null {
    const known = this.#sinks.get(callee.node);
    if (known !== undefined) return known;
    if (!reaches && !this.#reach.mayReach(callee)) return null;
    if (this.#attention.depth > MAX_ROOTS) return null;
    if (this.#attention.includes(callee.node)) {
      this.#openQuestions += 1;
      return null;
    }
    this.workspace.within(callee.scope.file, () => this.#analyseFunction(callee));
    return this.#sinks.get(callee.node) ?? null;
  }
}
