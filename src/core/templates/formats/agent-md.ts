/** Markdown that agents load under a name of its own: skills, agents, chat modes and instructions, with front matter that says when. */
import { splitFrontMatter } from '../front-matter.ts';
import { marksOf } from '../marks/registry.ts';
import { moveParts } from '../part.ts';
import type { TemplateFormat } from '../part.ts';

/** The reader gets names in lower case. */
const NAME = /^skill\.md$|\.(?:agent|chatmode|instructions)\.md$/;
/** What the loaders of such files look at. */
const KEY = /^(?:name|description|applyTo|tools|mode|model)[ \t]*:/m;

export const agentMd: TemplateFormat = {
  id: 'agent-md',
  read(source) {
    const { name, text } = source;
    if (!NAME.test(name)) return null;
    const { head, bodyStart } = splitFrontMatter(text);
    if (!KEY.test(head)) return null;
    const marks = marksOf(text.slice(bodyStart));
    return [{ role: 'system', parts: moveParts(marks.read(text.slice(bodyStart), source), (offset) => offset + bodyStart) }];
  },
};
