/** VS Code's reusable prompts, `*.prompt.md`: front matter for the editor, then text with `${input:name}`. */
import { splitFrontMatter } from '../front-matter.ts';
import { dollar } from '../marks/simple.ts';
import { marksOf } from '../marks/registry.ts';
import { moveParts } from '../part.ts';
import type { TemplateFormat } from '../part.ts';

export const promptMd: TemplateFormat = {
  id: 'prompt-md',
  read(source) {
    const { name, text } = source;
    if (!name.endsWith('.prompt.md')) return null;
    const { bodyStart } = splitFrontMatter(text);
    const body = text.slice(bodyStart);
    const marks = dollar.marksIn(body) ? dollar : marksOf(body);
    return [{ role: 'user', parts: moveParts(marks.read(body, source), (offset) => offset + bodyStart) }];
  },
};
