/** Which documents the language server is told of, and what its hovers may run. */
export const CODE_LANGUAGES: readonly string[] = ['python', 'typescript', 'typescriptreact', 'javascript', 'javascriptreact'];

/** Prompt files by name; Markdown, YAML and plain text may be anything, so they are read in scans only. */
export const PROMPT_FILES = '**/*.{prompty,prompt,prompt.md,poml,j2,jinja,jinja2,mustache,hbs}';

/** Command links in hovers: these alone are alive. */
export const HOVER_COMMANDS: readonly string[] = ['costline.openSpendPanel', 'costline.openLocation', 'costline.countExactly'];
