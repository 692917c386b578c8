/**
 * Merges that wait for their turn, by rank and then by place. Places of one rank stand in one list, and only ranks are in
 * a heap: hostile text has a hundred thousand places and a dozen ranks.
 */

const NONE = -1;

export class MergeQueue {
  /** Entries of a rank, by rank: the first and the last; NONE when none waits. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  /** By entry. */
  #places = new Int32Array(256);
  #following = new Int32Array(256);
  #entries = 0;
  /** A binary heap of the ranks that wait. */
  #ranks = new Int32Array(64);
  #waiting = 0;

  /** Ranks are below `ranks`. */
  constructor(ranks: number) {
    this.#first = new Int32Array(ranks).fill(NONE);
    this.#last = new Int32Array(ranks);
  }

  /** The lowest rank that waits; Infinity when none does. */
  get lowest(): number {
    return this.#waiting === 0 ? Infinity : (this.#ranks[0] as number);
  }

  add(rank: number, place: number): void {
    if (this.#entries === this.#places.length) [this.#places, this.#following] = [doubled(this.#places), doubled(this.#following)];
    const entry = this.#entries++;
    this.#places[entry] = place;
    this.#following[entry] = NONE;
    if (this.#first[rank] === NONE) {
      this.#first[rank] = entry;
      this.#push(rank);
    } else {
      this.#following[this.#last[rank] as number] = entry;
    }
    this.#last[rank] = entry;
  }

  /** The places of the lowest rank, from the left; they wait no longer. */
  take(): number[] {
    const rank = this.#pop();
    const places: number[] = [];
    let sorted = true;
    for (let [entry, before] = [this.#first[rank] as number, NONE]; entry !== NONE; entry = this.#following[entry] as number) {
      const place = this.#places[entry] as number;
      if (place < before) sorted = false;
      places.push(place);
      before = place;
    }
    this.#first[rank] = NONE;
    if (this.#waiting === 0) this.#entries = 0;
    return sorted ? places : places.sort((a, b) => a - b);
  }

  #push(rank: number): void {
    if (this.#waiting === this.#ranks.length) this.#ranks = doubled(this.#ranks);
    const heap = this.#ranks;
    let at = this.#waiting++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as number) <= rank) break;
      heap[at] = heap[parent] as number;
      at = parent;
    }
    heap[at] = rank;
  }

  #pop(): number {
    const heap = this.#ranks;
    const lowest = heap[0] as number;
    const size = --this.#waiting;
    const moved = heap[size] as number;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && (heap[child + 1] as number) < (heap[child] as number)) child += 1;
      if ((heap[child] as number) >= moved) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = moved;
    return lowest;
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
