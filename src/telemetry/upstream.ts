/** Passes what was received on to another OTLP/HTTP endpoint: at least once, in order, with a bounded queue. */
import type { Received } from './otlp/reception.ts';

export interface Upstream {
  offer(received: Received): void;
  readonly queued: number;
  /** Requests thrown away because the queue was full or the endpoint refused them for good. */
  readonly dropped: number;
  close(): void;
}

const MOST_QUEUED = 1_000;
const MOST_BYTES = 64 * 1024 * 1024;
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export function createUpstream(endpoint: string): Upstream {
  const base = endpoint.replace(/\/$/, '');
  const queue: Received[] = [];
  let bytes = 0;
  let dropped = 0;
  let closed = false;
  let running: Promise<void> | undefined;

  const send = async (): Promise<void> => {
    let wait = 500;
    for (let next = queue[0]; next !== undefined && !closed; next = queue[0]) {
      const outcome = await post(base, next);
      if (outcome === 'again') {
        await new Promise((resolve) => setTimeout(resolve, wait).unref());
        wait = Math.min(wait * 2, 30_000);
        continue;
      }
      if (outcome === 'refused') dropped += 1;
      queue.shift();
      bytes -= next.body.length;
      wait = 500;
    }
    running = undefined;
  };

  return {
    offer(received) {
      if (queue.length >= MOST_QUEUED || bytes + received.body.length > MOST_BYTES) {
        dropped += 1;
        return;
      }
      queue.push(received);
      bytes += received.body.length;
      running ??= send();
    },
    get queued() {
      return queue.length;
    },
    get dropped() {
      return dropped;
    },
    close: () => void (closed = true),
  };
}

async function post(base: string, { accepted, body }: Received): Promise<'sent' | 'refused' | 'again'> {
  try {
    const response = await fetch(`${base}/v1/${accepted.signal}`, {
      method: 'POST', body: new Uint8Array(body), signal: AbortSignal.timeout(10_000),
      headers: { 'content-type': accepted.encoding === 'json' ? 'application/json' : 'application/x-protobuf' },
    });
    await response.arrayBuffer();
    if (response.ok) return 'sent';
    return RETRYABLE.has(response.status) ? 'again' : 'refused';
  } catch {
    return 'again';
  }
}
