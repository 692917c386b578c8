#!/usr/bin/env node
/** The command line's process. */
import { cacheFolder } from '../node/cache-folder.ts';
import { readVersion } from '../node/version.ts';
import { createAnalysisCache } from './analysis-cache.ts';
import { runProgram } from './program.ts';

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
