/** Places in and beside this clone. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CLONE = fileURLToPath(new URL('../../', import.meta.url));

/** Kept between runs and outside the clone: installed packages of the sample apps. */
export const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'costline');

/** Written by `npm run package`. */
export const PACKAGE_FILE = join(CLONE, 'costline.vsix');
