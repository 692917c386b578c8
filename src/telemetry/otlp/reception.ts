/** From a body to durable facts: the same for HTTP and gRPC. */
import type { Accepted, Refusal } from './admission.ts';
import { TooLargeError } from './body.ts';
import { type Facts, type Signal, UndecodableError } from './facts.ts';
import { decodeJson } from './json.ts';
import { decodeProtobuf } from './protobuf.ts';
import { withoutStrays } from './strays.ts';

export interface Received {
  readonly facts: Facts;
  readonly workspace: string | null;
  readonly accepted: Accepted;
  /** As sent, unpacked: what is forwarded upstream. */
  readonly body: Buffer;
}

export interface ReceptionOptions {
  readonly allowedHosts: readonly string[];
  readonly token?: string | null;
  /** Of one request, unpacked. */
  readonly mostBytes: number;
  /** Bytes of all bodies under way, unpacked. Default 256 MiB. */
  readonly mostUnderWay?: number;
  /** Resolves when the facts are durable; a rejection is answered so that the sender tries again. */
  readonly store: (received: Received) => Promise<void>;
  /** Something was turned away: shown in the panel. */
  readonly rejected: (refusal: Refusal, from: string) => void;
  /** Body of `GET /w/<id>/control`: whether programs of a workspace may spend. */
  readonly control?: (workspace: string) => object;
  /** A newer version asks for the port; true when it gets it. */
  readonly yieldTo?: (version: string) => boolean;
  /** Body of `GET /healthz`. */
  readonly health: () => Readonly<Record<string, unknown>>;
}

export interface Reception extends Omit<ReceptionOptions, 'store'> {
  /** `read` may throw; whatever is thrown becomes a refusal. `size`: bytes it is expected to read; with too many under way nothing is read. */
  take(accepted: Accepted, read: () => Promise<Buffer>, size: number): Promise<Taken | Refusal>;
}

/** Everything is on the disk, but for what could never be stored. */
export interface Taken {
  readonly strays: number;
}

/** Bodies under way, unpacked. Telemetry of one machine is far below; a flood is asked to come back. */
const MOST_UNDER_WAY = 256 * 1024 * 1024;
/** Of a body that does not say how long it is. */
export const UNKNOWN_SIZE = 1024 * 1024;

export function createReception({ store, mostUnderWay = MOST_UNDER_WAY, ...options }: ReceptionOptions): Reception {
  let underWay = 0;
  return {
    ...options,
    async take(accepted, read, size) {
      // One at a time is always taken, however large.
      if (underWay > 0 && underWay + size > mostUnderWay) return { status: 503, reason: 'too much arrives at once' };
      underWay += size;
      try {
        const body = await read();
        const { facts, strays } = withoutStrays(decode(accepted.signal, accepted.encoding, body));
        await store({ facts, workspace: accepted.workspace, accepted, body });
        return { strays };
      } catch (error) {
        if (error instanceof TooLargeError) return { status: 413, reason: error.message };
        if (error instanceof UndecodableError) return { status: 400, reason: error.message };
        return { status: 503, reason: error instanceof Error ? error.message : String(error) };
      } finally {
        underWay -= size;
      }
    },
  };
}

const decode = (signal: Signal, encoding: Accepted['encoding'], body: Buffer): Facts => (encoding === 'json' ? decodeJson(signal, body) : decodeProtobuf(signal, body));
