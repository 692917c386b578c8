/** Requests that arrive together are committed together: one transaction, then all their answers. */
import type { Arrival, Ledger } from './ledger/ledger.ts';

export interface Intake {
  /** Resolves when the arrival is durable; rejects with the ledger's error. */
  add(arrival: Arrival): Promise<void>;
}

interface Waiting {
  readonly arrival: Arrival;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** More waiting than this and senders are asked to come back. */
const MOST_WAITING = 256;

export function createIntake(ledger: Ledger, stored: (result: { readonly spans: number; readonly calls: number }) => void): Intake {
  let waiting: Waiting[] = [];
  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    try {
      stored(ledger.ingest(batch.map(({ arrival }) => arrival)));
      for (const { done } of batch) done();
    } catch (error) {
      // What cannot be stored must not keep others from it: each for itself.
      if (batch.length > 1) batch.forEach(alone);
      else for (const { failed } of batch) failed(error);
    }
  };
  const alone = ({ arrival, done, failed }: Waiting): void => {
    try {
      stored(ledger.ingest([arrival]));
      done();
    } catch (error) {
      failed(error);
    }
  };
  return {
    add: (arrival) => new Promise((done, failed) => {
      if (waiting.length >= MOST_WAITING) return failed(new Error('too many requests at once'));
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ arrival, done, failed });
    }),
  };
}
