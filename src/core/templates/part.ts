/** What the readers of prompt files produce before it becomes blocks: text and holes with conditions. */
import type { BlockRole } from '../call-site.ts';
import type { FileId, Span } from '../document.ts';

/**
 * Text as the model receives it, or a place that is filled in; spans are offsets into the text that was read, or into
 * that of `file` where a part comes from another one.
 */
export type Part =
  | { readonly kind: 'text'; readonly value: string; readonly span: Span; readonly condition?: string; readonly file?: FileId }
  | {
      readonly kind: 'hole';
      /** As written between the marks, without filters. */
      readonly expression: string;
      /** Names the caller fills in; empty for an include or a call without variables. */
      readonly variables: readonly string[];
      readonly span: Span;
      readonly condition?: string;
      readonly file?: FileId;
      /** The name of a template put in here that could not be found. */
      readonly include?: string;
    };

export interface TemplateText {
  readonly file: FileId;
  readonly text: string;
}

/** Where a template is read, and how it gets at others: by the name it writes. Null when there is none of that name. */
export interface Surroundings {
  readonly file: FileId;
  readonly load: (name: string, from: FileId) => TemplateText | null;
}

/** One template language: how holes, branches and comments are marked inside text. */
export interface Marks {
  readonly id: string;
  /** Whether text carries these marks; asked in the registry's order. */
  readonly marksIn: (text: string) => boolean;
  /** Never throws; marks that do not close are text. */
  readonly read: (text: string, around?: Surroundings) => readonly Part[];
}

export interface Draft {
  readonly role: BlockRole;
  readonly parts: readonly Part[];
  /** The template language, where the format leaves it open; becomes part of the format's name, e.g. `md+jinja`. */
  readonly marks?: string;
}

/** A file that may hold prompts. */
export interface TemplateSource {
  readonly file: FileId;
  /** The file's name in lower case, e.g. `planner.prompt.md`. */
  readonly name: string;
  /** The folders above it in lower case, outermost first. */
  readonly folders: readonly string[];
  readonly text: string;
  readonly load: Surroundings['load'];
}

/** One kind of prompt file: where in it prompts stand, and whose they are. */
export interface TemplateFormat {
  readonly id: string;
  /** Answers null when the file is none of this format. */
  readonly read: (source: TemplateSource) => readonly Draft[] | null;
}

export const textPart = (text: string, start: number, end: number, condition?: string): Part => ({
  kind: 'text', value: text.slice(start, end), span: { start, end }, ...(condition === undefined ? {} : { condition }),
});

/** The parts of a text that stands inside a larger one: spans are mapped to the larger. */
export const moveParts = (parts: readonly Part[], map: (offset: number) => number): Part[] =>
  parts.map((part) => (part.file !== undefined ? part : { ...part, span: { start: map(part.span.start), end: Math.max(map(part.span.start), map(part.span.end)) } }));
