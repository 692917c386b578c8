/** What the owner of a ledger does for it while nothing else is due: old facts go, and texts that older versions stored. */
import type { Ledger } from './ledger/ledger.ts';

export interface UpkeepOptions {
  readonly retentionDays: number;
  /** More than this, and the oldest spans go before their time. Default 4 GiB. */
  readonly mostBytes?: number;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly log: (message: string) => void;
}

const DAY = 86_400_000;
/** Soon, since a window may never be open for a day; not at once, since starting should be quick. */
const PRUNE_FIRST = 60_000;
const PRUNE_EVERY = 3_600_000;
/** Spans of some weeks of heavy use. */
const MOST_BYTES = 4 * 1024 ** 3;
/** Rows of one look through what older versions stored: some milliseconds. */
const CLEANED_AT_ONCE = 500;

/** To be called often; does a little each time. */
export function createUpkeep(ledger: Ledger, options: UpkeepOptions): () => void {
  let nextPrune = options.now() + PRUNE_FIRST;
  let unclean = true;
  return () => {
    if (options.now() >= nextPrune) {
      nextPrune = options.now() + PRUNE_EVERY;
      prune(ledger, options);
    }
    if (unclean) unclean = clean(ledger, options);
  };
}

/** By age, and where that is not enough by size: the oldest half goes until it fits, but for the last day. */
function prune(ledger: Ledger, { now, retentionDays, mostBytes = MOST_BYTES }: UpkeepOptions): void {
  ledger.prune(now() - retentionDays * DAY);
  for (let days = retentionDays / 2; days >= 1 && ledger.size() > mostBytes; days /= 2) ledger.prune(now() - days * DAY);
}

/** Whether there is more. What cannot be cleaned now is cleaned after the next start: nothing that arrives should wait for it. */
function clean(ledger: Ledger, { log }: UpkeepOptions): boolean {
  try {
    return ledger.clean(CLEANED_AT_ONCE);
  } catch (error) {
    log(`what older versions stored could not be looked through: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
