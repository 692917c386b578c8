import type { DatabaseSync } from 'node:sqlite';
import type { KnownWorkspace } from '../../workspace.ts';

export interface Workspaces {
  put(workspace: KnownWorkspace): void;
  /** Latest seen first. */
  all(): readonly KnownWorkspace[];
}

/** Every window names its folders here, so that whichever window owns the collector can tell whose spend it is. */
export function createWorkspaces(db: DatabaseSync, now: () => number): Workspaces {
  const put = db.prepare('INSERT OR REPLACE INTO workspaces VALUES (?, ?, ?, ?, ?)');
  const all = db.prepare('SELECT * FROM workspaces ORDER BY seen DESC LIMIT 200');
  return {
    put: ({ id, name, folders, services }) => void put.run(id, name, JSON.stringify(folders), JSON.stringify(services), Math.round(now())),
    all: () => all.all().map((row) => {
      const folders: string[] = JSON.parse(String(row['folders']));
      const services: Record<string, string> = JSON.parse(String(row['services']));
      return { id: String(row['id']), name: String(row['name']), folders, services };
    }),
  };
}
