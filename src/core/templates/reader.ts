/** Reads prompt files once per content, and again when one they put in changes. */
import type { TemplateFile } from '../call-site.ts';
import type { FileId, SourceFile } from '../document.ts';
import { readTemplate } from './template.ts';

export interface TemplateReader {
  /** Null when the file is no prompt file. `path` is below the workspace; `find` answers the file a name stands for, null when there is none or it is not loaded. */
  read(source: SourceFile, path: string, find: (name: string, from: FileId) => SourceFile | null): TemplateFile | null;
}

interface Known {
  readonly hash: string;
  /** What each name it writes led to, by content. */
  readonly led: ReadonlyMap<string, string | null>;
  readonly template: TemplateFile | null;
}

export function createTemplateReader(): TemplateReader {
  const known = new Map<FileId, Known>();
  return {
    read(source, path, find) {
      const before = known.get(source.file);
      const isSame = (written: string, hash: string | null): boolean => {
        const [from = '', name = ''] = written.split('\n');
        return (find(name, from)?.hash ?? null) === hash;
      };
      if (before?.hash === source.hash && [...before.led].every(([written, hash]) => isSame(written, hash))) return before.template;
      const led = new Map<string, string | null>();
      const template = readTemplate(source, { path, load: (name, from) => {
        const found = find(name, from);
        led.set(`${from}\n${name}`, found?.hash ?? null);
        return found;
      } });
      known.set(source.file, { hash: source.hash, led, template });
      return template;
    },
  };
}
