/** Texts cut and changed part by part, so that each part keeps the place where it was written. */
import { samePlace } from './opaque.ts';
import type { Part, Place } from './value.ts';

/** Replaces each occurrence of a static needle in the static parts. */
export const replaceIn = (parts: readonly Part[], needle: string, replacement: readonly Part[], { all, source }: { readonly all: boolean; readonly source: SourceOf }): readonly Part[] => {
  if (needle === '') return parts;
  const result: Part[] = [];
  let done = false;
  for (const part of parts) {
    if (part.kind !== 'static' || done) {
      result.push(part.kind === 'choice' && !done ? { ...part, options: part.options.map((option) => replaceIn(option, needle, replacement, { all, source })) } : part);
      continue;
    }
    let from = 0;
    const cut = cutterOf(part, source);
    for (let at = part.text.indexOf(needle); at >= 0 && !done; at = part.text.indexOf(needle, from)) {
      const place = cut.out(at, at + needle.length);
      pushStatic(result, part, from, at, cut.before);
      result.push(...standingAt(replacement, place));
      from = at + needle.length;
      done = !all;
    }
    pushStatic(result, part, from, part.text.length, cut.rest());
  }
  return result;
};

/** The source text at a place. */
type SourceOf = (place: Place) => string;

interface Cutter {
  /** Where the text from `from` to `to` was written, without cutting it out. */
  peek(from: number, to: number): Place;
  /** The same, cut out; cuts are made in order. */
  out(from: number, to: number): Place;
  /** Where the text between the last two cuts was written. */
  readonly before: Place;
  /** Where the text behind the last cut was written. */
  rest(): Place;
}

/** Cuts along text and source of one length; where escapes make them differ, what is cut out is looked for by its own words. */
const cutterOf = (part: Part & { kind: 'static' }, source: SourceOf): Cutter => {
  const { file, span } = part.place;
  const same = span.end - span.start === part.text.length;
  const written = same ? part.text : source(part.place);
  const place = (start: number, end: number): Place => ({ file, span: { start: span.start + start, end: span.start + end } });
  let [textAt, sourceAt, lost, before] = [0, 0, false, part.place];
  const startOf = (from: number, to: number): number => (lost ? -1 : same ? from : findNth(written, part.text.slice(from, to), sourceAt, part.text.slice(textAt, from)));
  return {
    peek(from, to) {
      const start = startOf(from, to);
      return start < 0 ? part.place : place(start, start + to - from);
    },
    out(from, to) {
      const start = startOf(from, to);
      lost = start < 0;
      before = lost ? part.place : place(sourceAt, start);
      if (lost) return part.place;
      [textAt, sourceAt] = [to, start + to - from];
      return place(start, sourceAt);
    },
    get before() { return before; },
    rest: () => (lost ? part.place : place(sourceAt, span.end - span.start)),
  };
};

/** The needle behind as many others as `passed` has. */
const findNth = (text: string, needle: string, from: number, passed: string): number => {
  let found = text.indexOf(needle, from);
  for (let at = passed.indexOf(needle); at >= 0 && found >= 0; at = passed.indexOf(needle, at + needle.length)) found = text.indexOf(needle, found + needle.length);
  return found;
};

/** What changes stands where it is filled in; where it comes from is told beside it. */
export const standingAt = (parts: readonly Part[], place: Place): readonly Part[] =>
  parts.map((part) => (part.kind === 'hole' && !samePlace(part.hole.place, place) ? { kind: 'hole', hole: { ...part.hole, place, origin: [part.hole.place, ...part.hole.origin] } } : part));

const pushStatic = (into: Part[], part: Part & { kind: 'static' }, from: number, to: number, place: Place): void => {
  if (to <= from) return;
  if (from === 0 && to === part.text.length) {
    into.push(part);
    return;
  }
  into.push({ kind: 'static', text: part.text.slice(from, to), place });
};

/** Cuts static text by a pattern of fields, e.g. `{name}`; `fill` answers what a field becomes, null leaves it as it is. */
export const fillFields = (parts: readonly Part[], fields: RegExp, source: SourceOf, fill: (match: RegExpExecArray, place: Place) => readonly Part[] | null): readonly Part[] => {
  const result: Part[] = [];
  for (const part of parts) {
    if (part.kind !== 'static') {
      result.push(part.kind === 'choice' ? { ...part, options: part.options.map((option) => fillFields(option, fields, source, fill)) } : part);
      continue;
    }
    const pattern = new RegExp(fields.source, fields.flags.includes('g') ? fields.flags : `${fields.flags}g`);
    let from = 0;
    const cut = cutterOf(part, source);
    for (let match = pattern.exec(part.text); match; match = pattern.exec(part.text)) {
      const filled = fill(match, cut.peek(match.index, match.index + match[0].length));
      if (match[0] === '') pattern.lastIndex += 1;
      if (filled === null) continue;
      cut.out(match.index, match.index + match[0].length);
      pushStatic(result, part, from, match.index, cut.before);
      result.push(...filled);
      from = match.index + match[0].length;
    }
    pushStatic(result, part, from, part.text.length, cut.rest());
  }
  return result;
};

/** Common leading white space taken off each line, as `textwrap.dedent` and dedent tags do. */
export const dedent = (parts: readonly Part[]): readonly Part[] => {
  const all = parts.map((part) => (part.kind === 'static' ? part.text : 'x')).join('');
  const indents = all.split('\n').filter((line, i) => line.trim() !== '' && (i > 0 || line.startsWith(' '))).map((line) => /^[ \t]*/.exec(line)![0].length);
  const common = indents.length > 0 ? Math.min(...indents) : 0;
  if (common === 0) return parts;
  const margin = new RegExp(`\\n[ \\t]{1,${common}}`, 'g');
  const first = new RegExp(`^[ \\t]{1,${common}}`);
  return parts.map((part, i) => {
    if (part.kind !== 'static') return part;
    const cut = part.text.replace(margin, '\n');
    return { ...part, text: i === 0 ? cut.replace(first, '') : cut };
  });
};

export const strip = (parts: readonly Part[], sides: 'both' | 'start' | 'end' = 'both'): readonly Part[] => {
  const result = [...parts];
  const first = result[0];
  if (sides !== 'end' && first?.kind === 'static') trimAt(result, 0, first.text.length - first.text.trimStart().length, first.text.length);
  const last = result.at(-1);
  if (sides !== 'start' && last?.kind === 'static') trimAt(result, result.length - 1, 0, last.text.trimEnd().length);
  return result;
};

const trimAt = (parts: Part[], at: number, from: number, to: number): void => {
  const part = parts[at];
  if (part?.kind !== 'static') return;
  const cut: Part[] = [];
  const { file, span } = part.place;
  const same = span.end - span.start === part.text.length;
  pushStatic(cut, part, from, to, same ? { file, span: { start: span.start + from, end: span.start + to } } : part.place);
  parts.splice(at, 1, ...cut);
};
