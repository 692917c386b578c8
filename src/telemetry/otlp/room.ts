/**
 * Memory for what is under way. Bodies are held while they arrive, and take many times their size while they are unpacked,
 * decoded and stored; so there is a limit to what arrives, and few are decoded at a time, first come first served:
 *
 *     ─▶ arriving, at most 128 MiB ─▶ ▮▮▮▮ in turn ─▶ decoding, at most 32 MiB or one ─▶ stored
 */
import type { Refusal } from './admission.ts';

export interface RoomOptions {
  /** Bytes as they are sent, of all senders; one may have half of it. Default 128 MiB. */
  readonly mostArriving?: number;
  /** Bytes unpacked. Default 32 MiB. */
  readonly mostDecoding?: number;
}

export interface Room {
  /** A place for a body of so many bytes, or why there is none. `sender`: whose telemetry it is, as far as a request tells. */
  enter(sender: string, bytes: number): Place | Refusal;
}

export interface Place {
  /** So many bytes have arrived. Throws when more came than was said and there is no room for it. */
  arrived(bytes: number): void;
  /** Resolves when a body of this size, unpacked, may be decoded. */
  turn(bytes: number): Promise<void>;
  leave(): void;
}

/** The sender should come back later, by `refusal`. */
export class CrowdedError extends Error {
  override readonly name = 'CrowdedError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

const MIB = 1024 * 1024;

export function createRoom({ mostArriving = 128 * MIB, mostDecoding = 32 * MIB }: RoomOptions = {}): Room {
  const shares = new Map<string, number>();
  let arriving = 0;
  let decoding = 0;
  let queue: { readonly bytes: number; readonly begin: () => void }[] = [];

  /** One at a time is always taken, however large. */
  const refuse = (sender: string, before: number, bytes: number): Refusal | null => {
    const [others, own] = [arriving - before, (shares.get(sender) ?? 0) - before];
    if (own > 0 && own + bytes > mostArriving / 2) return { status: 429, reason: 'this sender has too much under way; it should wait for its answers' };
    if (others > 0 && others + bytes > mostArriving) return { status: 503, reason: 'too much arrives at once' };
    return null;
  };
  const hold = (sender: string, bytes: number): void => {
    arriving += bytes;
    const share = (shares.get(sender) ?? 0) + bytes;
    if (share > 0) shares.set(sender, share);
    else shares.delete(sender);
  };
  const admitNext = (): void => {
    for (let next = queue[0]; next !== undefined && (decoding === 0 || decoding + next.bytes <= mostDecoding); next = queue[0]) {
      queue = queue.slice(1);
      decoding += next.bytes;
      next.begin();
    }
  };

  return {
    enter(sender, expected) {
      const refusal = refuse(sender, 0, expected);
      if (refusal !== null) return refusal;
      let [held, weight] = [expected, 0];
      hold(sender, held);
      return {
        arrived(bytes) {
          if (bytes <= held) return;
          const crowded = refuse(sender, held, bytes);
          if (crowded !== null) throw new CrowdedError(crowded);
          hold(sender, bytes - held);
          held = bytes;
        },
        turn: (bytes) => new Promise((begin) => {
          weight = bytes;
          queue.push({ bytes, begin });
          admitNext();
        }),
        leave() {
          hold(sender, -held);
          decoding -= weight;
          admitNext();
        },
      };
    },
  };
}
