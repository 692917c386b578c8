import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/** The user's data folder, not the editor's: it is the same for every profile, window and terminal. */
export function defaultLedgerPath(env: NodeJS.ProcessEnv = process.env): string {
  const explicit = env['COSTLINE_LEDGER'];
  if (explicit !== undefined && explicit !== '') return explicit;
  if (platform() === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'costline', 'ledger.db');
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'costline', 'ledger.db');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'costline', 'ledger.db');
}
