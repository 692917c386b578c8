/** Apart from the readers, so that listing a workspace loads none of them. */
import type { FileId } from '../document.ts';

const EXTENSIONS = /\.(?:prompty|prompt|poml|j2|jinja2?|njk|liquid|mustache|hbs|handlebars|md|mdx|markdown|txt|tmpl|tpl|ya?ml)$/i;

/** Whether a file's name alone lets it be a prompt file; its text decides. */
export const mayBeTemplate = (file: FileId): boolean => EXTENSIONS.test(file);
