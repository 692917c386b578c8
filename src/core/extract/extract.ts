/** Finds every call site of a workspace. What is learnt about a file is kept until the file, or one it uses, changes. */
import type { CallSite, TemplateFile } from '../call-site.ts';
import type { Config } from '../config/config.ts';
import type { FileId, SourceFile } from '../document.ts';
import { relativeTo } from '../document.ts';
import type { Grammars, Snapshot } from '../ports.ts';
import { SDK_WORDS } from '../sdks/registry.ts';
import { createMention } from '../syntax/admission.ts';
import { createSyntax } from '../syntax/syntax.ts';
import { TEST_FILE } from '../values/library-objects.ts';
import { createTemplateReader } from '../templates/reader.ts';
import { mayBeTemplate } from '../templates/may-be-template.ts';
import { isKept, mayBuildPrompts, neverSent } from './built-prompts.ts';
import { askedOnce } from './by-text.ts';
import { clockFieldsOf, clocksAmong, mayFill, promptsWithClocks } from './field-clocks.ts';
import type { FieldClock, Filled } from './field-clocks.ts';
import { Locations, finish } from './site.ts';
import { createModelSettler } from './settled-models.ts';
import { mayTrimHistory } from './trimmed-history.ts';
import { Session } from './session.ts';
import type { Uses } from './wrappers/wrapper-names.ts';
import { Workspace } from './workspace/workspace.ts';

export interface Extraction {
  readonly calls: readonly CallSite[];
  /** System prompts that are built in code and sent in a way nobody can follow; each as if it were a call of its own. */
  readonly prompts: readonly CallSite[];
  readonly templates: readonly TemplateFile[];
  readonly skipped: readonly { readonly file: FileId; readonly why: string }[];
  source(file: FileId): SourceFile | undefined;
}

export interface Extractor {
  extract(snapshot: Snapshot, options: { readonly config: Config; readonly signal?: AbortSignal }): Promise<Extraction>;
}

export interface ExtractorDeps {
  readonly grammars: Grammars;
  pause(): Promise<void>;
  elapsed(): number;
  /** Steps of the interpreter that one look at a file may take; absent for the usual. */
  readonly stepsPerFile?: number;
}

const CODE = /\.(py|pyi|ipynb|ts|tsx|js|jsx|mjs|cjs|mts|cts)$/;
const DECLARATIONS = /\.d\.[cm]?ts$/;
/** How deep wrappers of wrappers are followed. */
const MAX_ROUNDS = 5;
/** How often a file is looked at again because a file it needs was not loaded yet. */
const MAX_LOADS = 10;
const TURN = 10;

const mentionsModel = createMention(SDK_WORDS);

export const createExtractor = (deps: ExtractorDeps): Extractor => {
  const workspace = new Workspace(createSyntax(deps));
  const session = new Session(workspace, deps.stepsPerFile);
  const templates = createTemplateReader();
  const analysed = new Set<FileId>();
  /** Files that held nothing worth a look when the whole workspace was looked at. Only wrappers found since can make one worth it. */
  const passedOver = new Set<FileId>();
  const mayHoldPrompts = askedOnce((text) => mayBuildPrompts(text) || mayTrimHistory(text));
  /** Whether the whole workspace was searched for wrappers; until then a file's functions are all looked at. */
  let wrappersKnown = false;
  /** Fields of prompt files that are given the time, as the last look at the whole workspace found them. */
  let clocks: ReadonlyMap<string, FieldClock> = new Map();
  let turnEnds = 0;

  const breathe = async (signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    if (deps.elapsed() < turnEnds) return;
    await deps.pause();
    turnEnds = deps.elapsed() + TURN;
    signal?.throwIfAborted();
  };

  /** Brings the texts up to date and forgets what was learnt from those that changed. */
  const refresh = async (files: readonly FileId[], signal: AbortSignal | undefined): Promise<void> => {
    const changed = new Set<FileId>();
    for (const file of files) {
      if (await workspace.refresh(file)) changed.add(file);
      await breathe(signal);
    }
    if (changed.size === 0) return;
    for (const file of workspace.affectedBy(changed)) {
      workspace.forget(file);
      session.forget(file);
      analysed.delete(file);
      passedOver.delete(file);
    }
  };

  /** Prompt files among the given; their texts are brought up to date on the way. */
  const readTemplates = async (files: readonly FileId[], roots: readonly FileId[], signal: AbortSignal | undefined): Promise<TemplateFile[]> => {
    const found: TemplateFile[] = [];
    const find = (name: string, from: FileId): SourceFile | null => workspace.templateNamed(name, from);
    for (const file of files.filter(mayBeTemplate)) {
      await workspace.refresh(file);
      await breathe(signal);
      const source = workspace.source(file);
      let template = source === undefined ? null : templates.read(source, relativeTo(roots, file), find);
      // Templates it puts in may not have been loaded yet, nor those that they put in.
      for (let i = 0; source !== undefined && i < MAX_LOADS && (await workspace.loadMissing()); i += 1) template = templates.read(source, relativeTo(roots, file), find);
      if (template !== null) found.push(template);
    }
    return found;
  };

  const analyse = async (file: FileId, everything: boolean, again: Uses | null): Promise<void> => {
    await workspace.load(file);
    for (let i = 0; i < MAX_LOADS; i += 1) {
      session.analyse(file, everything, i === 0 ? again : null);
      if (!(await workspace.loadMissing((each) => session.unfinish(each)))) break;
    }
    analysed.add(file);
  };

  /** Files in which a call site may stand. The others are parsed only when one of these imports from them. */
  const isCandidate = (file: FileId): boolean => {
    const text = workspace.text(file);
    return mentionsModel(text) || session.wrapperNames.mentionedIn(text, file);
  };

  const run = async (first: readonly FileId[], files: readonly FileId[], everything: boolean, signal: AbortSignal | undefined): Promise<void> => {
    let pending = first;
    let again: Uses | null = null;
    for (let round = 0; round < MAX_ROUNDS && pending.length > 0; round += 1) {
      for (const file of pending) {
        await breathe(signal);
        if (again !== null && !session.keepsTop(file, again)) workspace.dropScope(file);
        await analyse(file, everything, again);
      }
      const fresh = session.wrapperNames.takeFresh();
      if (fresh === null) break;
      again = fresh;
      pending = files.filter((file) => fresh(workspace.text(file), file));
    }
  };

  /** The files that may build a prompt nobody was seen to send; whatever their prompts import is loaded on the way. */
  const lookForPrompts = async (files: readonly FileId[], signal: AbortSignal | undefined): Promise<readonly FileId[]> => {
    const builders = files.filter((file) => mayHoldPrompts(file, workspace.text(file)));
    for (const file of builders) {
      await breathe(signal);
      if (!analysed.has(file)) await analyse(file, false, null);
      session.promptsIn(file);
      for (let i = 0; i < MAX_LOADS && (await workspace.loadMissing()); i += 1) session.promptsIn(file, true);
    }
    return builders;
  };

  /** What code fills those fields of prompt files with that may be given the time. */
  const lookForClocks = async (found: readonly TemplateFile[], files: readonly FileId[], signal: AbortSignal | undefined): Promise<readonly Filled[]> => {
    const fields = clockFieldsOf(found);
    const filled: Filled[] = [];
    for (const file of fields.size === 0 ? [] : files.filter((each) => !TEST_FILE.test(each) && mayFill(workspace.text(each), fields))) {
      await breathe(signal);
      if (!analysed.has(file)) await analyse(file, false, null);
      filled.push(...session.fieldsIn(file, fields));
    }
    return filled;
  };

  return {
    async extract(snapshot, { config, signal }) {
      turnEnds = deps.elapsed() + TURN;
      await workspace.open(snapshot.files);
      const code = workspace.known.filter((file) => CODE.test(file) && !DECLARATIONS.test(file));
      const wanted = snapshot.only ?? code;
      await refresh(snapshot.only ? snapshot.only : code, signal);
      const pending = wanted.filter((file) => !analysed.has(file) && (snapshot.only !== undefined || (!passedOver.has(file) && isCandidate(file))));
      await run(pending, snapshot.only ? [] : code, snapshot.only !== undefined && !wrappersKnown, signal);
      if (snapshot.only === undefined) {
        wrappersKnown = true;
        for (const file of code) if (!analysed.has(file)) passedOver.add(file);
      }
      const builders = await lookForPrompts(wanted, signal);
      const locations = new Locations((file) => workspace.text(file));
      const settle = createModelSettler(config, snapshot.files.roots);
      const calls = callSites(session, wanted, locations, snapshot.files.roots).map(settle);
      const texts = code.map((file) => workspace.text(file));
      const prompts = builders.flatMap((file) => session.promptsIn(file).map((prompt) => finish(prompt, `${relativeTo(snapshot.files.roots, file)}#${prompt.enclosing ?? ''}`, null, locations)));
      const found = await readTemplates(snapshot.only ?? workspace.known, snapshot.files.roots, signal);
      if (snapshot.only === undefined) clocks = clocksAmong(await lookForClocks(found, code, signal), (place) => locations.of(place));
      return {
        calls, templates: found,
        prompts: [
          ...neverSent(prompts, calls).filter((prompt) => prompt.blocks[0]?.role !== 'system' || !isKept(prompt.enclosing?.split('.').at(-1) ?? '', texts)),
          ...promptsWithClocks(found, clocks, calls),
        ],
        skipped: [...workspace.skipped, ...session.cut].filter(([file]) => wanted.includes(file)).map(([file, why]) => ({ file, why })),
        source: (file) => workspace.source(file),
      };
    },
  };
};

/** Ids stand in `costline.json` and in reports, so they are the same in every checkout. */
const callSites = (session: Session, files: readonly FileId[], locations: Locations, roots: readonly FileId[]): readonly CallSite[] =>
  files.flatMap((file) => {
    const ordinals = new Map<string, number>();
    const found = [...session.sitesIn(file)].sort((a, b) => a.site.place.span.start - b.site.place.span.start);
    return found.map(({ site, gateway }) => {
      const name = `${site.enclosing ?? ''}/${session.workspace.source(site.name).slice(0, 40)}`;
      const ordinal = ordinals.get(name) ?? 0;
      ordinals.set(name, ordinal + 1);
      return finish(site, `${relativeTo(roots, file)}#${name}/${ordinal}`, gateway, locations);
    });
  });
