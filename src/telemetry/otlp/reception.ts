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
  /** Of one request, unpacked. */
  readonly mostBytes: number;
  /** Resolves when the facts are durable; a rejection is answered so that the sender tries again. */
  readonly store: (received: Received) => Promise<void>;
  /** Something was turned away: shown in the panel. */
  readonly rejected: (refusal: Refusal, from: string) => void;
  /** Body of `GET /w/<id>/control`: whether programs of a workspace may spend. */
  readonly control?: (workspace: string) => object;
  /** Body of `GET /healthz`. */
  readonly health: () => Readonly<Record<string, unknown>>;
}

export interface Reception extends Omit<ReceptionOptions, 'store'> {
  /** `read` may throw; whatever is thrown becomes a refusal. */
  take(accepted: Accepted, read: () => Promise<Buffer>): Promise<Taken | Refusal>;
}

/** Everything is on the disk, but for what could never be stored. */
export interface Taken {
  readonly strays: number;
}

export function createReception({ store, ...options }: ReceptionOptions): Reception {
  return {
    ...options,
    async take(accepted, read) {
      try {
        const body = await read();
        const { facts, strays } = withoutStrays(decode(accepted.signal, accepted.encoding, body));
        await store({ facts, workspace: accepted.workspace, accepted, body });
        return { strays };
      } catch (error) {
        if (error instanceof TooLargeError) return { status: 413, reason: error.message };
        if (error instanceof UndecodableError) return { status: 400, reason: error.message };
        return { status: 503, reason: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

const decode = (signal: Signal, encoding: Accepted['encoding'], body: Buffer): Facts => (encoding === 'json' ? decodeJson(signal, body) : decodeProtobuf(signal, body));
