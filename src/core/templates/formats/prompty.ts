/** Prompty: YAML front matter, then messages begun by role lines, with Jinja inside. */
import { splitFrontMatter } from '../front-matter.ts';
import { jinja } from '../marks/jinja.ts';
import type { TemplateFormat } from '../part.ts';
import { readRoleLines } from './chat.ts';

export const prompty: TemplateFormat = {
  id: 'prompty',
  read({ name, text }) {
    if (!name.endsWith('.prompty')) return null;
    return readRoleLines(text, splitFrontMatter(text).bodyStart, jinja, 'system');
  },
};
