/** Finds every call site of a workspace. What is learnt about a file is kept until the file, or one it uses, changes. */
import type { CallSite, TemplateFile } from '../call-site.ts';
import type { Config } from '../config/config.ts';
import type { FileId, SourceFile } from '../document.ts';
import { relativeTo } from '../document.ts';
import type { Grammars, Snapshot } from '../ports.ts';
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
import { isSource, MAX_LOADS, Rounds } from './rounds.ts';
import { Session } from './session.ts';
import { Workspace } from './workspace/workspace.ts';

export interface Extraction {
  readonly calls: readonly CallSite[];
  /** Calls of other files that end in these, as far as they were looked at; none when all files were asked for. */
  readonly callers: readonly CallSite[];
  /** System prompts that are built in code and sent in a way nobody can follow; each as if it were a call of its own. */
  readonly prompts: readonly CallSite[];
  readonly templates: readonly TemplateFile[];
  readonly skipped: readonly { readonly file: FileId; readonly why: string }[];
  /** Only some files were looked at, and others may hold what is missing here: callers, or what stands for an abstract class. */
  readonly isPartial: boolean;
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

const TURN = 10;

export const createExtractor = (deps: ExtractorDeps): Extractor => {
  const workspace = new Workspace(createSyntax(deps));
  const session = new Session(workspace, deps.stepsPerFile);
  const templates = createTemplateReader();
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

  const rounds = new Rounds({ workspace, session, breathe });

  /** Brings the texts up to date and forgets what was learnt from those that changed. */
  const refresh = async (files: readonly FileId[], signal: AbortSignal | undefined): Promise<void> => {
    const changed = new Set<FileId>();
    try {
      for (const file of files) {
        if (await workspace.refresh(file)) changed.add(file);
        await breathe(signal);
      }
    } finally {
      // Also when the look is given up: the next one sees the new text, and would not know that it changed.
      if (changed.size > 0) forget(workspace.affectedBy(changed));
    }
  };

  const forget = (files: Iterable<FileId>): void => {
    for (const file of files) {
      workspace.forget(file);
      session.forget(file);
      rounds.forget(file);
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

  /** The files that may build a prompt nobody was seen to send; whatever their prompts import is loaded on the way. */
  const lookForPrompts = async (files: readonly FileId[], signal: AbortSignal | undefined): Promise<readonly FileId[]> => {
    const builders = files.filter((file) => mayHoldPrompts(file, workspace.text(file)));
    for (const file of builders) {
      await breathe(signal);
      await rounds.atLeastOnce(file);
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
      await rounds.atLeastOnce(file);
      filled.push(...session.fieldsIn(file, fields));
    }
    return filled;
  };

  return {
    async extract(snapshot, { config, signal }) {
      turnEnds = deps.elapsed() + TURN;
      if (await workspace.open(snapshot.files)) forget(workspace.known);
      const code = workspace.known.filter(isSource);
      const wanted = snapshot.only ?? code;
      const isWhole = snapshot.only === undefined;
      // Also prompts and data that code was seen to read.
      await refresh(isWhole ? workspace.known.filter((file) => isSource(file) || workspace.source(file) !== undefined) : wanted, signal);
      const mayLeadOn = !isWhole && !wrappersKnown && await rounds.behind(wanted, signal);
      if (isWhole) await rounds.overAll(wanted, signal);
      else await rounds.over(wanted, { everything: !wrappersKnown, signal });
      wrappersKnown ||= isWhole;
      const builders = await lookForPrompts(wanted, signal);
      const locations = new Locations((file) => workspace.text(file));
      const settle = createModelSettler(config, snapshot.files.roots);
      const sitesIn = (files: readonly FileId[]): readonly CallSite[] => callSites(session, files, locations, snapshot.files.roots).map(settle);
      const calls = sitesIn(wanted).map((call) => (call.gateway === null || wrappersKnown ? call : { ...call, gateway: { callers: null } }));
      const callers = isWhole || calls.every((call) => call.gateway === null) ? [] : sitesIn(session.filesThrough(new Set(wanted)));
      const texts = code.map((file) => workspace.text(file));
      const prompts = builders.flatMap((file) => session.promptsIn(file).map((prompt) => finish(prompt, `${relativeTo(snapshot.files.roots, file)}#${prompt.enclosing ?? ''}`, null, locations)));
      const found = await readTemplates(snapshot.only ?? workspace.known, snapshot.files.roots, signal);
      if (snapshot.only === undefined) clocks = clocksAmong(await lookForClocks(found, code, signal), (place) => locations.of(place));
      return {
        calls, callers, isPartial: mayLeadOn || (!isWhole && !wrappersKnown && found.length > 0), templates: found,
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
