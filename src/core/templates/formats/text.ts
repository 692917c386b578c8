/** Whole files: Jinja, Mustache and Handlebars by extension, Markdown and plain text by what they say and where they are. */
import type { BlockRole } from '../../call-site.ts';
import { isForLoader, splitFrontMatter } from '../front-matter.ts';
import { jinja } from '../marks/jinja.ts';
import { mustache } from '../marks/mustache.ts';
import { marksOf } from '../marks/registry.ts';
import { moveParts } from '../part.ts';
import type { Draft, Marks, TemplateFormat, TemplateSource } from '../part.ts';
import { addressesModel, inPromptFolder, isDocument, isMarkupOrCode, namedPrompt, plainlyAddressesModel } from '../signals.ts';
import { readRoleLines } from './chat.ts';

const byExtension = (id: string, extension: RegExp, marks: Marks): TemplateFormat => ({
  id,
  read(source) {
    if (!extension.test(source.name)) return null;
    const placed = inPromptFolder(source) || namedPrompt(source);
    if (!placed && (isMarkupOrCode(source) || !addressesModel(source.text))) return null;
    return draftsOf(source, marks);
  },
});

export const jinjaFile = byExtension('jinja', /\.(?:j2|jinja2?|njk|liquid)$/, jinja);
export const mustacheFile = byExtension('mustache', /\.(?:mustache|hbs|handlebars)$/, mustache);

const wholeText = (id: string, extension: RegExp): TemplateFormat => ({
  id,
  read(source) {
    if (!extension.test(source.name) || !isPrompt(source)) return null;
    const marks = marksOf(source.text);
    const drafts = draftsOf(source, marks).map((draft) => (marks.id === 'plain' ? draft : { ...draft, marks: marks.id }));
    // A head alone says how to load a prompt, and is none.
    return drafts.every(({ parts }) => parts.length === 0) ? null : drafts;
  },
});

export const markdown = wholeText('md', /\.(?:md|mdx|markdown)$/);
export const plainText = wholeText('txt', /\.(?:txt|tmpl|tpl|prompt)$/);

/** `system.md` beside the `user.md` it goes with. */
const ROLE_NAME = /^(?:system|user)\.\w+$/;

/** A folder of prompts says it for every file in it; a name alone needs a text that speaks to a model. */
function isPrompt(source: TemplateSource): boolean {
  // Semantic Kernel loads this name and no other.
  if (source.name === 'skprompt.txt') return true;
  if (isDocument(source) || isMarkupOrCode(source)) return false;
  if (inPromptFolder(source)) return true;
  // Pages with components in them are documentation.
  if (source.name.endsWith('.mdx')) return false;
  return namedPrompt(source) || ROLE_NAME.test(source.name) ? addressesModel(source.text) || plainlyAddressesModel(source.text) : /^you are (?:an? |the )/i.test(source.text.trimStart());
}

function draftsOf(source: TemplateSource, marks: Marks): Draft[] {
  const { head, bodyStart } = splitFrontMatter(source.text);
  const start = isForLoader(head) ? bodyStart : 0;
  const role = roleOfName(source.name);
  if (/^[ \t]*(?:system|user)[ \t]*:[ \t]*$/im.test(source.text.slice(start))) return readRoleLines(source.text, start, { marks, around: source }, role);
  return [{ role, parts: moveParts(marks.read(source.text.slice(start), source), (offset) => offset + start) }];
}

const roleOfName = (name: string): BlockRole => (/(?:^|[-_.])(?:user|human|query|question)(?:[-_.]|$)/.test(name) ? 'user' : 'system');
