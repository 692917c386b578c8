/** A workspace held in memory, for tests of extraction. */
import type { LanguageId, SourceFile } from '../../../src/core/document.ts';
import { DEFAULT_CONFIG } from '../../../src/core/config/defaults.ts';
import { createExtractor } from '../../../src/core/extract/extract.ts';
import type { Extraction, Extractor } from '../../../src/core/extract/extract.ts';
import type { Files } from '../../../src/core/ports.ts';
import { createGrammars } from '../../../src/node/grammars.ts';

const LANGUAGES: Readonly<Record<string, LanguageId>> = { py: 'python', ts: 'typescript', tsx: 'tsx', js: 'javascript', ipynb: 'jupyter' };
const ROOT = '/w/';

export type Texts = Readonly<Record<string, string>>;

export const newExtractor = (): Extractor =>
  createExtractor({ grammars: createGrammars(null), pause: () => Promise.resolve(), elapsed: () => performance.now() });

export const filesOf = (texts: Texts): Files => ({
  roots: ['/w'],
  list: () => Promise.resolve(Object.keys(texts).map((name) => ROOT + name)),
  exists: (file) => Promise.resolve(nameOf(file) in texts),
  read: (file) => {
    const text = texts[nameOf(file)];
    const source: SourceFile | null = text === undefined ? null : { file, language: LANGUAGES[file.split('.').at(-1) ?? ''] ?? 'plaintext', text, hash: text };
    return Promise.resolve(source);
  },
});

export const nameOf = (file: string): string => file.slice(ROOT.length);

export const extract = (texts: Texts, extractor = newExtractor(), only?: readonly string[]): Promise<Extraction> =>
  extractor.extract({ files: filesOf(texts), trusted: true, ...(only ? { only: only.map((name) => ROOT + name) } : {}) }, { config: DEFAULT_CONFIG });
