/** Parses for tests, with the real grammars and no clock. */
import { createHash } from 'node:crypto';
import type { LanguageId, SourceFile } from '../../../src/core/document.ts';
import { createSyntax } from '../../../src/core/syntax/syntax.ts';
import type { Syntax } from '../../../src/core/syntax/syntax.ts';
import { createGrammars } from '../../../src/node/grammars.ts';

const grammars = createGrammars(null);

export const newSyntax = (elapsed: () => number = () => 0): Syntax => createSyntax({ grammars, elapsed, pause: async () => {} });

export const source = (text: string, language: LanguageId, file = `test.${language}`): SourceFile => ({
  file, language, text, hash: createHash('sha1').update(text).digest('hex'),
});
