import type { DatabaseSync } from 'node:sqlite';

export interface Assignments {
  put(workspace: string, place: string, site: string): void;
  /** Call sites by place. */
  of(workspace: string): ReadonlyMap<string, string>;
}

/** What users said about where spend comes from, where telemetry does not say it. */
export function createAssignments(db: DatabaseSync): Assignments {
  const put = db.prepare('INSERT OR REPLACE INTO assignments VALUES (?, ?, ?)');
  const all = db.prepare('SELECT place, site FROM assignments WHERE workspace = ?');
  return {
    put: (workspace, place, site) => void put.run(workspace, place, site),
    of: (workspace) => new Map(all.all(workspace).map((row) => [String(row['place']), String(row['site'])])),
  };
}
