/** What the providers' counters are told of a request's way, and what they answer. */

/** Who is called, and how: the same request is framed differently by each. */
export interface Route {
  readonly provider: string | null;
  /** `chat`, `responses`, `anthropic`, `gemini`, `converse`; null when not known. */
  readonly api: string | null;
  readonly model: string | null;
}

export interface OutlineCount {
  /** Prompt text, tool calls and their answers. */
  readonly text: number;
  /** Tool and output schemas. */
  readonly schemas: number;
  /** Chat framing and what the provider adds unseen. */
  readonly framing: number;
  /** Half of the 90 % interval of the sum, beyond the margin of the text itself. */
  readonly margin: number;
}
