/** From a body to durable facts: the same for HTTP and gRPC. */
import type { Accepted, Refusal } from './admission.ts';
import { TooLargeError } from './body.ts';
import { type Facts, type Signal, UndecodableError } from './facts.ts';
import { decodeJson } from './json.ts';
import { decodeProtobuf } from './protobuf.ts';
import { createRoom, CrowdedError, type Place, type RoomOptions } from './room.ts';
import { withoutStrays } from './strays.ts';

export interface Received {
  readonly facts: Facts;
  readonly workspace: string | null;
  readonly accepted: Accepted;
  /** As sent, unpacked: what is forwarded upstream. */
  readonly body: Buffer;
}

export interface ReceptionOptions extends RoomOptions {
  readonly allowedHosts: readonly string[];
  readonly token?: string | null;
  /** Of one request, unpacked. */
  readonly mostBytes: number;
  /** Milliseconds until a request must be here as a whole. */
  readonly mostWaitMs: number;
  /** Resolves when the facts are durable; a rejection is answered so that the sender tries again. */
  readonly store: (received: Received) => Promise<void>;
  /** Something was turned away: shown in the panel. */
  readonly rejected: (refusal: Refusal, from: string) => void;
  /** Body of `GET /w/<id>/control`: whether programs of a workspace may spend. */
  readonly control?: (workspace: string) => object;
  /** A newer version asks for the port; true when it gets it. */
  readonly yieldTo?: (version: string) => boolean;
  /** Body of `GET /healthz`, which is told to whoever asks on this machine: `trusted` is who has the token, where one is asked for. */
  readonly health: (trusted: boolean) => Readonly<Record<string, unknown>>;
}

/** A body that is not read yet. */
export interface Sending {
  /** Whose it is, as far as can be told: one sender may not take all the room. */
  readonly sender: string;
  /** Bytes it is expected to have. */
  readonly size: number;
  /** Waits for its turn in the place it is given. May throw; whatever is thrown becomes a refusal. */
  readonly read: (place: Place) => Promise<Buffer>;
}

export interface Reception extends Omit<ReceptionOptions, 'store'> {
  /** Reads nothing where there is no room. */
  take(accepted: Accepted, sending: Sending): Promise<Taken | Refusal>;
}

/** Everything is on the disk, but for what could never be stored. */
export interface Taken {
  readonly strays: number;
}

/** Of a body that does not say how long it is. */
export const UNKNOWN_SIZE = 64 * 1024;

export function createReception({ store, ...options }: ReceptionOptions): Reception {
  const room = createRoom(options);
  return {
    ...options,
    async take(accepted, { sender, size, read }) {
      const place = room.enter(sender, size);
      if ('status' in place) return place;
      try {
        const body = await read(place);
        const { facts, strays } = withoutStrays(decode(accepted.signal, accepted.encoding, body));
        await store({ facts, workspace: accepted.workspace, accepted, body });
        return { strays };
      } catch (error) {
        if (error instanceof CrowdedError) return error.refusal;
        if (error instanceof TooLargeError) return { status: 413, reason: error.message };
        if (error instanceof UndecodableError) return { status: 400, reason: error.message };
        return { status: 503, reason: error instanceof Error ? error.message : String(error) };
      } finally {
        place.leave();
      }
    },
  };
}

const decode = (signal: Signal, encoding: Accepted['encoding'], body: Buffer): Facts => (encoding === 'json' ? decodeJson(signal, body) : decodeProtobuf(signal, body));
