/** Reads prompt files once per content. */
import type { TemplateFile } from '../call-site.ts';
import type { FileId, SourceFile } from '../document.ts';
import { readTemplate } from './template.ts';

export interface TemplateReader {
  /** Null when the file is no prompt file. */
  read(source: SourceFile): TemplateFile | null;
  forget(file: FileId): void;
}

export function createTemplateReader(): TemplateReader {
  const known = new Map<FileId, { readonly hash: string; readonly template: TemplateFile | null }>();
  return {
    read(source) {
      const before = known.get(source.file);
      if (before?.hash === source.hash) return before.template;
      const template = readTemplate(source);
      known.set(source.file, { hash: source.hash, template });
      return template;
    },
    forget: (file) => void known.delete(file),
  };
}
