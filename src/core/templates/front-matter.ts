/** The `---` block some prompt files begin with. */

export interface FrontMatter {
  /** YAML text; empty when there is none. */
  readonly head: string;
  /** Where the body starts in the file. */
  readonly bodyStart: number;
}

const BLOCK = /^\ufeff?---[ \t]*\r?\n([^]*?)(?:\r?\n)?---[ \t]*(?:\r?\n|$)/;

export function splitFrontMatter(text: string): FrontMatter {
  const match = BLOCK.exec(text);
  return match === null ? { head: '', bodyStart: 0 } : { head: match[1] ?? '', bodyStart: match[0].length };
}

/** Keys that speak to a loader. A head without any is sent with the rest, as template engines do. */
const LOADER_KEYS = /^(?:model|name|title|description|temperature|inputs?|output|tools?|config|version|mode|author|tags|allowed-tools)\s*:/m;

export const isForLoader = (head: string): boolean => LOADER_KEYS.test(head);
