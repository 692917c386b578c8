import type { DatabaseSync } from 'node:sqlite';
import type { Control } from '../ledger.ts';

export interface Controls {
  put(workspace: string, control: Control): void;
  of(workspace: string): Control;
}

const GO_ON: Control = { halted: false, reason: null, until: null };

/** Whether a workspace may spend. Any window says it; whichever owns the port tells it. */
export function createControls(db: DatabaseSync, now: () => number): Controls {
  const put = db.prepare('INSERT OR REPLACE INTO controls VALUES (?, ?, ?, ?)');
  const get = db.prepare('SELECT halted, reason, until FROM controls WHERE workspace = ?');
  const of = (workspace: string): Control => {
    const row = get.get(workspace);
    if (row === undefined || row['halted'] !== 1) return GO_ON;
    const until = typeof row['until'] === 'number' ? row['until'] : null;
    // A new day begins whether or not a window is open to say so.
    return until !== null && until <= now() ? GO_ON : { halted: true, reason: typeof row['reason'] === 'string' ? row['reason'] : null, until };
  };
  return {
    of,
    put(workspace, control) {
      if (JSON.stringify(of(workspace)) !== JSON.stringify(control)) put.run(workspace, control.halted ? 1 : 0, control.reason, control.until);
    },
  };
}
