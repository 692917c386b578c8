/** Prompty: YAML front matter, then messages begun by role lines, with Jinja inside, or Mustache where the head says so. */
import { splitFrontMatter } from '../front-matter.ts';
import { jinja } from '../marks/jinja.ts';
import { mustache } from '../marks/mustache.ts';
import type { TemplateFormat } from '../part.ts';
import { readRoleLines } from './chat.ts';

export const prompty: TemplateFormat = {
  id: 'prompty',
  read(source) {
    const { name, text } = source;
    if (!name.endsWith('.prompty')) return null;
    const { head, bodyStart } = splitFrontMatter(text);
    const marks = /^\s*(?:template|format|kind|type)\s*:\s*["']?(?:mustache|handlebars)/m.test(head) ? mustache : jinja;
    return readRoleLines(text, bodyStart, { marks, around: source }, 'system');
  },
};
