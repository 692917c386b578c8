/** From the folders' configurations to what the telemetry child is told. Pure, but for the hash. */
import { createHash } from 'node:crypto';
import type { Budget, Config } from '../core/config/config.ts';
import type { ToChild, WorkspaceIdentity } from '../telemetry/protocol.ts';

export interface FolderConfig {
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
  readonly config: Config;
}

export type Configure = Extract<ToChild, { type: 'configure' }>;

/** Null without a folder: spend has no owner then. Money and services of all folders add up; the first folder's words win. */
export function configureMessage(folders: readonly FolderConfig[], utcOffsetMinutes: number): Configure | null {
  const [first] = folders;
  if (first === undefined) return null;
  return {
    type: 'configure', workspace: identityOf(first, folders), budgets: budgetsOf(folders),
    services: Object.assign({}, ...folders.map(({ config }) => config.services).reverse()) as Readonly<Record<string, string>>,
    collector: first.config.collector, includeCodingTools: first.config.includeCodingTools, utcOffsetMinutes,
  };
}

/** The command line makes the same id of the same folder, so that both write to one account. */
export const workspaceId = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 12);

function identityOf(first: FolderConfig, folders: readonly FolderConfig[]): WorkspaceIdentity {
  return { id: workspaceId(first.path), name: folders.map(({ name }) => name).join(', '), folders: folders.map(({ path }) => path) };
}

/** Of two budgets with one id the earlier folder's holds: an id is one bar in the panel. */
function budgetsOf(folders: readonly FolderConfig[]): readonly Budget[] {
  const byId = new Map<string, Budget>();
  for (const { config } of folders) for (const budget of config.budgets) if (!byId.has(budget.id)) byId.set(budget.id, budget);
  return [...byId.values()];
}
