/** Apart from the readers, so that listing a workspace loads none of them. */
import type { FileId } from '../document.ts';

const EXTENSIONS = /\.(?:prompty|prompt|poml|j2|jinja2?|njk|liquid|mustache|hbs|handlebars|md|mdx|markdown|txt|tmpl|tpl|ya?ml)$/i;

/** Read where code loads it, e.g. as its settings. */
const TOML = /(?<!(?:^|[/\\])(?:pyproject|cargo|rust-toolchain|pipfile|netlify|fly|wrangler|ruff|taplo|clippy|rustfmt|foundry|bunfig|mise|uv|book))\.toml$/i;

/** JSON is mostly something else: only where its name or its folder says prompt. */
const PROMPT_JSON = /prompts?(?:[-_./\\](?:[\w.-]+[/\\]){0,3}[\w.-]*)?\.jsonc?$/i;

/** Whether a file's path alone lets it be a prompt file; its text decides. */
export const mayBeTemplate = (file: FileId): boolean => EXTENSIONS.test(file) || PROMPT_JSON.test(file) || TOML.test(file);
