/** Carries actuals from the ledger to the language server, which shows them at the call sites. */
import { Disposable } from 'vscode';
import type { Feature } from './feature.ts';

/** A lens that moves more often cannot be read. */
const EVERY_MS = 2_000;

export const observedRelay: Feature = {
  name: 'actuals at call sites',
  register({ telemetry, server, log }) {
    let waiting: NodeJS.Timeout | null = null;
    let lastCalls = -1;
    const relay = async (): Promise<void> => {
      waiting = null;
      if (!server.running || telemetry.state.phase !== 'running') return;
      const places = await telemetry.observed();
      server.notify('costline/observed', { places });
    };
    const soon = (): void => {
      waiting ??= setTimeout(() => void relay().catch((error: unknown) => log.debug(`Actuals were not carried over: ${String(error)}`)), EVERY_MS);
    };
    const look = (): void => {
      const calls = telemetry.state.spend?.today.calls ?? -1;
      if (calls === lastCalls) return;
      lastCalls = calls;
      soon();
    };
    return Disposable.from(
      telemetry.onDidChange(look), server.onOverview(soon),
      new Disposable(() => waiting !== null && clearTimeout(waiting)),
    );
  },
};
