/** What the stub charged: one line of JSON per answered call, as a provider's own usage page would list it. */
import { appendFileSync } from 'node:fs';

export interface BilledCall {
  readonly provider: 'openai' | 'anthropic';
  readonly model: string;
  readonly responseId: string;
  /** Disjoint, as Costline counts them. */
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly output: number;
  readonly stream: boolean;
}

export interface Bill {
  readonly calls: readonly BilledCall[];
  add(call: BilledCall): void;
}

/** `file` null keeps the bill in memory only. */
export function createBill(file: string | null): Bill {
  const calls: BilledCall[] = [];
  return {
    calls,
    add(call) {
      calls.push(call);
      if (file !== null) appendFileSync(file, `${JSON.stringify(call)}\n`);
    },
  };
}
