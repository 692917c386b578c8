#!/usr/bin/env node
/** The command line's process. */
import * as modules from 'node:module';
import { join } from 'node:path';
import { cacheFolder } from '../node/cache-folder.ts';

// Only what every Node has is imported above this, so that an old one is told and not met by an error of its own.
if (modules.enableCompileCache === undefined) {
  process.stderr.write(`costline: this is Node ${process.version}; Costline needs 22.13 or newer.\n`);
  process.exit(2);
}
// Before anything large is loaded; a checkout's sources change too often.
if (import.meta.url.endsWith('.mjs')) modules.enableCompileCache(join(cacheFolder(), 'code'));
const [{ readVersion }, { createAnalysisCache }, { runProgram }] = await Promise.all([import('../node/version.ts'), import('./analysis-cache.ts'), import('./program.ts')]);

const status = await runProgram(process.argv.slice(2), {
  version: readVersion(),
  cwd: process.cwd(),
  colour: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  end: () => undefined,
  cache: createAnalysisCache(cacheFolder(), import.meta.url),
  async createCore() {
    const [{ createCore }, { createWorld }] = await Promise.all([import('../core/index.ts'), import('../node/world.ts')]);
    return createCore(createWorld());
  },
});
// Set, not called: what is still being written to a pipe must arrive. A command that set it itself keeps it.
if (status !== 0) process.exitCode = status;
