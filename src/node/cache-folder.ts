/** Where what can be made again is kept for the user: losing it costs time and nothing else. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'costline', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'costline');
  return join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'costline');
}
