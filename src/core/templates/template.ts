/** Prompt files to blocks. */
import type { Block, Hole, Segment, TemplateFile } from '../call-site.ts';
import { LineIndex } from '../document.ts';
import type { FileId, Location, SourceFile, Span } from '../document.ts';
import { volatilityOfName } from '../values/names.ts';
import { joinVolatility } from '../values/volatility.ts';
import type { Volatility } from '../values/volatility.ts';
import { variablesIn } from './marks/variables.ts';
import { mayBeTemplate } from './may-be-template.ts';
import type { Draft, Part, Surroundings, TemplateSource } from './part.ts';
import { TEMPLATE_FORMATS } from './registry.ts';
import { isElsewhere } from './signals.ts';

/** Characters; larger texts are data. */
const MAX_LENGTH = 500_000;
const MAX_EXPRESSION = 120;

/** Templates one file may put in, each as often as it does. */
const MAX_LOADS = 200;

export interface TemplateOptions {
  /** Finds the templates it puts in; without it they are holes. */
  readonly load?: Surroundings['load'];
  /** The file's path below the workspace: what the folders above that are called says nothing. */
  readonly path?: string;
}

/** Null when the file is no prompt file. */
export function readTemplate(source: SourceFile, { load = () => null, path = source.file }: TemplateOptions = {}): TemplateFile | null {
  if (!mayBeTemplate(source.file) || source.text.length > MAX_LENGTH) return null;
  const texts = new Map([[source.file, source.text]]);
  let loads = 0;
  const template = templateSource(source, path, (name, from) => {
    loads += 1;
    const found = loads > MAX_LOADS ? null : load(name, from);
    if (found === null || found.file === source.file || found.text.length > MAX_LENGTH) return null;
    texts.set(found.file, found.text);
    return found;
  });
  if (isElsewhere(template)) return null;
  for (const format of TEMPLATE_FORMATS) {
    const drafts = format.read(template);
    if (drafts !== null) return finish(source, format.id, drafts, createLocate(texts));
  }
  return null;
}

function templateSource({ file, text }: SourceFile, path: string, load: Surroundings['load']): TemplateSource {
  const steps = path.toLowerCase().split(/[\\/]/).filter((part) => part !== '');
  return { file, text, load, name: steps.at(-1) ?? '', folders: steps.slice(0, -1) };
}

type Locate = (file: FileId, span: Span) => Location;

function createLocate(texts: ReadonlyMap<FileId, string>): Locate {
  const lines = new Map<FileId, LineIndex>();
  return (file, span) => {
    const index = lines.get(file) ?? new LineIndex(texts.get(file) ?? '');
    lines.set(file, index);
    return { file, range: index.rangeOf(span) };
  };
}

function finish(source: SourceFile, format: string, drafts: readonly Draft[], locate: Locate): TemplateFile {
  const parts = drafts.flatMap((draft) => draft.parts);
  const variables = parts.flatMap((part) => [...variablesInCondition(part.condition), ...(part.kind === 'hole' ? part.variables : [])]);
  const includes = parts.flatMap((part) => (part.kind === 'hole' && part.include !== undefined ? [part.include] : []));
  return {
    file: source.file, format: [format, ...(drafts[0]?.marks === undefined ? [] : [drafts[0].marks])].join('+'), variables: [...new Set(variables)], problems: [],
    blocks: drafts.flatMap((draft) => blocksOf(draft, source.file, locate)),
    ...(includes.length === 0 ? {} : { includes: [...new Set(includes)] }),
  };
}

const LOOP = /\bfor ([\w, ]+?) in /g;

/** What branches ask about is filled in by the caller too; what a loop binds is not. */
function variablesInCondition(condition: string | undefined): string[] {
  if (condition === undefined) return [];
  const bound = new Set([...condition.matchAll(LOOP)].flatMap((loop) => (loop[1] ?? '').split(',').map((name) => name.trim())));
  return variablesIn(condition.replace(LOOP, ' ')).filter((name) => !bound.has(name));
}

/** Text under a condition is a block of its own, so that what is always sent can be told from what may be. */
function blocksOf({ role, parts }: Draft, source: FileId, locate: Locate): Block[] {
  const blocks: Block[] = [];
  for (let from = 0; from < parts.length;) {
    const condition = parts[from]?.condition;
    let to = from;
    while (to < parts.length && parts[to]?.condition === condition) to += 1;
    const run = parts.slice(from, to);
    const own = run.filter((part) => part.file === undefined);
    const [first = run[0], last = run.at(-1)] = [own[0], own.at(-1)];
    const span = { start: first?.span.start ?? 0, end: last?.file === first?.file ? last?.span.end ?? 0 : first?.span.end ?? 0 };
    blocks.push({
      role, breakpoint: null, segments: run.map((part) => segmentOf(part, source, locate)), location: locate(first?.file ?? source, span),
      ...(condition === undefined ? {} : { condition }),
    });
    from = to;
  }
  return blocks;
}

function segmentOf(part: Part, source: FileId, locate: Locate): Segment {
  const location = locate(part.file ?? source, part.span);
  return part.kind === 'text' ? { kind: 'static', text: part.value, location } : holeOf(part, location);
}

const HISTORY = /^(?:chat_?|message_?|conversation_?)?(?:history|messages|conversation|thread|transcript)$/i;
const DOCUMENTS = /^(?:retrieved_?|search_?)?(?:context|documents?|docs|chunks|passages|results|sources|articles?)$/i;

/** What is put in, by the name authors give it. */
function contentOf(expression: string, variables: readonly string[]): Hole['content'] {
  if (/^media\b/.test(expression)) return 'media';
  if (variables.some((name) => HISTORY.test(name))) return 'history';
  return variables.some((name) => DOCUMENTS.test(name)) ? 'document' : 'text';
}

function holeOf({ expression, variables, include }: Part & { kind: 'hole' }, location: Hole['location']): Hole {
  // A call such as `now()` fills itself in; its name says how often it changes.
  const names = variables.length > 0 ? variables : [...expression.matchAll(/(\w+)\s*\(/g)].map((call) => call[1] ?? '');
  const volatility = include === undefined ? names.map(volatilityOfName).reduce<Volatility>(joinVolatility, 'constant') : 'constant';
  return {
    kind: 'hole', expression: expression.length > MAX_EXPRESSION ? `${expression.slice(0, MAX_EXPRESSION - 1)}…` : expression, location, volatility,
    cause: include === undefined ? names.join(', ') : `file ${include}`, origin: [location],
    content: include === undefined ? contentOf(expression, variables) : 'document', bounds: null,
  };
}
