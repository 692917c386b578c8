/**
 * The prompt cache of a provider, as its documentation describes it. OpenAI caches by itself: the longest prefix
 * seen before, from 1,024 tokens, in steps of 128. Anthropic caches what is marked. Both forget after five minutes.
 */
const LIFETIME_MS = 5 * 60_000;
const MINIMUM = 1024;
const STEP = 128;

export class PrefixCache {
  readonly #seen = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** How many leading tokens of `prompt` are read from the cache; remembers the rest for the next call. */
  automatic(model: string, prompt: readonly number[]): number {
    const keys: string[] = [];
    let hash = 0;
    for (const [index, token] of prompt.entries()) {
      hash = mix(hash, token);
      const length = index + 1;
      if (length >= MINIMUM && (length - MINIMUM) % STEP === 0) keys.push(`${model} ${length} ${hash}`);
    }
    const hits = keys.findLastIndex((key) => this.#alive(key)) + 1;
    for (const key of keys) this.#remember(key);
    return hits === 0 ? 0 : MINIMUM + (hits - 1) * STEP;
  }

  /** Reads up to the last breakpoint seen before and writes up to the last of this call. Lengths in tokens. */
  marked(model: string, breakpoints: readonly { readonly length: number; readonly text: string }[]): { read: number; write: number } {
    const usable = breakpoints.filter((breakpoint) => breakpoint.length >= MINIMUM);
    const keys = usable.map((breakpoint) => `${model} ${breakpoint.text}`);
    const hit = keys.findLastIndex((key) => this.#alive(key));
    for (const key of keys) this.#remember(key);
    const read = usable[hit]?.length ?? 0;
    return { read, write: (usable.at(-1)?.length ?? 0) - read };
  }

  #alive(key: string): boolean {
    const seen = this.#seen.get(key);
    return seen !== undefined && this.#now() - seen < LIFETIME_MS;
  }

  #remember(key: string): void {
    this.#seen.set(key, this.#now());
  }
}

function mix(hash: number, token: number): number {
  return (Math.imul(hash ^ (token + 0x9e37), 0x85ebca6b) ^ (hash >>> 13)) >>> 0;
}
