/**
 * Few bytes, many times, as in a rule of dashes. Vocabularies hold many lengths of such runs, so longest match would walk
 * and give up at every place; here merging itself is quick, since equal neighbours merge together.
 */

/** From this many bytes on it pays to look. */
const LONG = 64;
/** More runs than this, or shorter ones on average, are left to longest match. */
const MOST_RUNS = 64;
const SHORTEST_RUN = 8;
const NONE = -1;

/** Equal tokens side by side. */
export interface Run {
  readonly token: number;
  count: number;
  /** Where in the piece its bytes begin. */
  readonly from: number;
}

/** The runs of equal bytes in a piece; null when they are many or short. `firsts` has the token of each byte. */
export function runsOf(bytes: Uint8Array, length: number, firsts: Int32Array): Run[] | null {
  if (length < LONG) return null;
  const most = Math.min(MOST_RUNS, length / SHORTEST_RUN);
  const runs: Run[] = [];
  for (let at = 0; at < length;) {
    if (runs.length >= most) return null;
    const from = at;
    while (at < length && bytes[at] === bytes[from]) at += 1;
    runs.push({ token: firsts[bytes[from] as number] as number, count: at - from, from });
  }
  return runs;
}

/** `joined` answers the token that two make whose bytes begin at `from`; -1 when there is none. Its number is its rank. */
export function countRuns(runs: Run[], lengths: Uint8Array, joined: (from: number, left: number, right: number) => number): number {
  for (;;) {
    let [best, at, inside] = [Number.MAX_SAFE_INTEGER, NONE, false];
    for (let i = 0; i < runs.length; i += 1) {
      const [run, next] = [runs[i] as Run, runs[i + 1]];
      const doubled = run.count > 1 ? joined(run.from, run.token, run.token) : NONE;
      if (doubled !== NONE && doubled < best) [best, at, inside] = [doubled, i, true];
      const across = next === undefined ? NONE : joined(next.from - (lengths[run.token] as number), run.token, next.token);
      if (across !== NONE && across < best) [best, at, inside] = [across, i, false];
    }
    if (at === NONE) return runs.reduce((sum, run) => sum + run.count, 0);
    merge(runs, at, best, inside, lengths);
  }
}

/** Joins neighbours at `at` into `token`: all pairs of the run (`inside`), or its last with the first of the next. */
function merge(runs: Run[], at: number, token: number, inside: boolean, lengths: Uint8Array): void {
  const run = runs[at] as Run;
  const next = runs[at + 1];
  const [size, pairs] = [lengths[run.token] as number, Math.floor(run.count / 2)];
  const parts: Run[] = inside || next === undefined
    ? [{ token, count: pairs, from: run.from }, { token: run.token, count: run.count % 2, from: run.from + 2 * pairs * size }]
    : [{ ...run, count: run.count - 1 }, { token, count: 1, from: next.from - size }, { token: next.token, count: next.count - 1, from: next.from + (lengths[next.token] as number) }];
  runs.splice(at, inside ? 1 : 2, ...parts.filter((part) => part.count > 0));
  for (let i = runs.length - 1; i > 0; i -= 1) {
    const [left, right] = [runs[i - 1] as Run, runs[i] as Run];
    if (left.token !== right.token) continue;
    left.count += right.count;
    runs.splice(i, 1);
  }
}
