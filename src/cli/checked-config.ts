/** The configuration of a folder, for commands: what is wrong in it ends them, told where it stands. */
import { relative } from 'node:path';
import type { Config } from '../core/config/config.ts';
import { readFolderConfig } from '../node/folder-config.ts';
import type { FolderConfigInput } from '../node/folder-config.ts';
import { UsageError } from './output/failure.ts';

export async function checkedConfig(root: string, cwd: string, flags?: FolderConfigInput['flags']): Promise<Config> {
  const { config, problems } = await readFolderConfig(root, { ...(flags === undefined ? {} : { flags }), trusted: true });
  if (problems.length === 0) return config;
  const lines = problems.map(({ message, location }) =>
    location === undefined ? message : `${relative(cwd, location.file)}:${location.range.start.line + 1}:${location.range.start.character + 1} ${message}`);
  throw new UsageError(lines.join('\n          '));
}
