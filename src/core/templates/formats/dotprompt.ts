/** Dotprompt (Genkit): YAML front matter, then Handlebars whose `{{role "…"}}` begins a message. */
import { splitFrontMatter } from '../front-matter.ts';
import { jinja } from '../marks/jinja.ts';
import { mustache } from '../marks/mustache.ts';
import type { Draft, Part, TemplateFormat } from '../part.ts';
import { moveParts } from '../part.ts';
import { roleNamed } from './chat.ts';

export const dotprompt: TemplateFormat = {
  id: 'dotprompt',
  read(source) {
    const { name, text } = source;
    if (!name.endsWith('.prompt')) return null;
    const { bodyStart } = splitFrontMatter(text);
    // The ending is older than the format: many projects keep Jinja in it.
    const marks = /\{%-?\s*\w/.test(text) ? jinja : mustache;
    const parts = moveParts(marks.read(text.slice(bodyStart), source), (offset) => offset + bodyStart);
    return byRole(parts);
  },
};

function byRole(parts: readonly Part[]): Draft[] {
  const drafts: { role: Draft['role']; parts: Part[] }[] = [{ role: 'user', parts: [] }];
  for (const part of parts) {
    const role = part.kind === 'hole' ? roleNamed(/^role\s+["'](\w+)["']/.exec(part.expression)?.[1] ?? '') : undefined;
    if (role !== undefined) drafts.push({ role, parts: [] });
    else drafts.at(-1)?.parts.push(part);
  }
  return drafts;
}
