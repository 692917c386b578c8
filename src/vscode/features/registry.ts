/** Every feature, in the order they start. One that fails leaves the others. */
import { Disposable } from 'vscode';
import type { Deps } from '../deps.ts';
import { quietly } from '../guard.ts';
import { alerts } from './alerts.ts';
import { collectorStart } from './collector-start.ts';
import type { Feature } from './feature.ts';
import { languageServer } from './language-server.ts';
import { observedRelay } from './observed-relay.ts';
import { spendPanel } from './spend-panel.ts';
import { statusBar } from './status-bar.ts';
import { terminalEnvironment } from './terminal-environment.ts';

/** VS Code brings panels back while it activates, so the panel cannot wait; the rest starts behind `activate`. */
const AT_ONCE: readonly Feature[] = [spendPanel];
const DEFERRED: readonly Feature[] = [statusBar, languageServer, collectorStart, alerts, terminalEnvironment, observedRelay];

export function registerFeatures(deps: Deps): Disposable {
  const parts: Disposable[] = [];
  const register = (features: readonly Feature[]): void => {
    for (const feature of features) {
      const part = quietly(deps.log, `the feature "${feature.name}" did not start`, () => feature.register(deps));
      if (part !== undefined) parts.push(part);
    }
  };
  register(AT_ONCE);
  const later = setImmediate(() => register(DEFERRED));
  return new Disposable(() => {
    clearImmediate(later);
    for (const part of parts) part.dispose();
  });
}
