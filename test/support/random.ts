/** A small seeded generator (mulberry32), so that a failing property names the seed that fails again. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** An integer from 0 up to, not including, `below`. */
  int(below: number): number;
  /** An integer in [from, to]. */
  between(from: number, to: number): number;
  /** Of a list or a text that is not empty. */
  pick<T>(items: ArrayLike<T>): T;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return { next, int, between: (from, to) => from + int(to - from + 1), pick: (items) => items[int(items.length)] as (typeof items)[number] };
}
