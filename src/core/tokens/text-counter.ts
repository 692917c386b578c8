/** What every vocabulary can do, whatever its tokens are made of. */
export interface TextCounter {
  /** Special-token text counts as the text it is; a lone surrogate as U+FFFD. */
  count(text: string): number;
  /** Texts that stand one behind the other, counted as the one text they are; a token across a border belongs to the first. */
  countRun(texts: readonly string[]): number[];
  /** Of the tokens of each text, those of a rank above `rank`, on demand in words behind a space only; absent where ranks say nothing of frequency. */
  countRare?(texts: readonly string[], rank: number, spaced?: boolean): number[];
}
