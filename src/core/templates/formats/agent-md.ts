/** Markdown that agents load under a name or from a folder of its own: skills, agents, commands, chat modes and instructions, with front matter that says when. */
import { splitFrontMatter } from '../front-matter.ts';
import { marksOf } from '../marks/registry.ts';
import { moveParts } from '../part.ts';
import type { TemplateFormat, TemplateSource } from '../part.ts';
import { isDocument } from '../signals.ts';

/** The reader gets names in lower case. */
const NAME = /^skill\.md$|\.(?:agent|chatmode|instructions)\.md$/;
/** What the loaders of such files look at. */
const KEY = /^(?:name|description|applyTo|tools|mode|model)[ \t]*:/m;

/** `commands/review.md`, `agents/critic.md`: many folders have these names, so the front matter must say more. */
const isFiled = (source: TemplateSource, head: string, body: string): boolean => {
  if (!source.name.endsWith('.md') || isDocument(source) || !/^description[ \t]*:/m.test(head)) return false;
  const folder = source.folders.at(-1);
  return folder === 'commands' ? /\$ARGUMENTS\b/.test(body) || /^(?:allowed-tools|argument-hint)[ \t]*:/m.test(head) : folder === 'agents' && /^name[ \t]*:/m.test(head) && /^(?:tools|model)[ \t]*:/m.test(head);
};

export const agentMd: TemplateFormat = {
  id: 'agent-md',
  read(source) {
    const { name, text } = source;
    if (!name.endsWith('.md')) return null;
    const { head, bodyStart } = splitFrontMatter(text);
    if (!(NAME.test(name) ? KEY.test(head) : isFiled(source, head, text.slice(bodyStart)))) return null;
    const marks = marksOf(text.slice(bodyStart));
    return [{ role: 'system', parts: moveParts(marks.read(text.slice(bodyStart), source), (offset) => offset + bodyStart) }];
  },
};
