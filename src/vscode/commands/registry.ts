/** Every command. A test compares this list with the manifest. */
import { commands, Disposable } from 'vscode';
import type { Deps } from '../deps.ts';
import { guarded } from '../guard.ts';
import { assignCall } from './assign-call.ts';
import { assumeModelHere } from './assume-model-here.ts';
import { checkWorkspace } from './check-workspace.ts';
import { startCollector, stopCollector } from './collector.ts';
import type { Command } from './command.ts';
import { connectTelemetry } from './connect-telemetry.ts';
import { countExactly } from './count-exactly.ts';
import { exportSpend } from './export-spend.ts';
import { openCall } from './open-call.ts';
import { openLocation } from './open-location.ts';
import { restart, showLog } from './repair.ts';
import { sendTestCall } from './send-test-call.ts';
import { setWorkspaceBudget } from './set-workspace-budget.ts';
import { showSummary } from './show-summary.ts';
import { openSpendPanel, toggleHints } from './view.ts';

export const COMMANDS: readonly Command[] = [
  openSpendPanel, setWorkspaceBudget, checkWorkspace, connectTelemetry, startCollector, stopCollector, sendTestCall,
  exportSpend, assumeModelHere, countExactly, toggleHints, showSummary, openLocation, openCall, assignCall, restart, showLog,
];

export const registerCommands = (deps: Deps): Disposable => Disposable.from(
  ...COMMANDS.map(({ id, what, run }) => commands.registerCommand(id, (...args: unknown[]) => guarded(deps.log, what, () => run(deps, ...args)))),
);
