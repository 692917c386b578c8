/** Small workspaces in temporary folders, drawn as a record from path to text. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

export interface TemporaryWorkspace {
  readonly root: string;
  path(name: string): string;
  write(name: string, text: string): string;
  read(name: string): string;
  link(name: string, target: string): void;
}

/** Gone when the test ends. */
export function temporaryWorkspace(context: TestContext, files: Readonly<Record<string, string>>): TemporaryWorkspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'costline-')));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const path = (name: string): string => join(root, name);
  const write = (name: string, text: string): string => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
    return path(name);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  return {
    root, path, write,
    read: (name) => readFileSync(path(name), 'utf8'),
    link(name, target) {
      mkdirSync(dirname(path(name)), { recursive: true });
      symlinkSync(target, path(name));
    },
  };
}
