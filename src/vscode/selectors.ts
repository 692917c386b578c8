/** Which documents the language server is told of, and what its hovers may run. */
export const CODE_LANGUAGES: readonly string[] = ['python', 'typescript', 'typescriptreact', 'javascript', 'javascriptreact'];

/** The server is told of these as parts of their notebook. */
export const NOTEBOOK_CELLS = { notebook: 'jupyter-notebook', language: 'python' };

const PROMPT_ENDINGS = 'prompty,prompt,poml,j2,jinja,jinja2,njk,liquid,mustache,hbs,handlebars';
const TEXT_ENDINGS = 'md,mdx,markdown,txt,tmpl,tpl,yaml,yml,json';

/** Prompt files by name or place: with these open, the language server starts. Braces do not nest in VS Code's patterns. */
export const PROMPT_FILES: readonly string[] = [`**/*.{${PROMPT_ENDINGS}}`, `**/*{prompt,Prompt,PROMPT}*.{${TEXT_ENDINGS}}`, `**/*prompts*/**/*.{${TEXT_ENDINGS}}`];

/** Files that code may load a prompt from: told to a running server, which says whether they are prompts. */
export const MAY_BE_PROMPT_FILES = `**/*.{${PROMPT_ENDINGS},${TEXT_ENDINGS}}`;

/** Command links in hovers: these alone are alive. */
export const HOVER_COMMANDS: readonly string[] = ['costline.openSpendPanel', 'costline.openLocation', 'costline.countExactly'];
