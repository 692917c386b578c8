/**
 * What is read of each kind of prompt file. A test holds every claim against a fixture and every fixture against a
 * claim; the README's table is printed from here.
 */

export type TemplateFacet = 'roles' | 'holes' | 'branches' | 'includes';

export interface TemplateClaim {
  readonly format: string;
  /** As people call it, with the files it is found in. */
  readonly title: string;
  readonly facets: readonly TemplateFacet[];
}

export const TEMPLATE_CLAIMS: readonly TemplateClaim[] = [
  { format: 'prompty', title: 'Prompty (`.prompty`)', facets: ['roles', 'holes', 'branches'] },
  { format: 'dotprompt', title: 'Dotprompt (`.prompt`)', facets: ['roles', 'holes', 'branches', 'includes'] },
  { format: 'prompt-md', title: 'VS Code prompt files (`.prompt.md`)', facets: ['holes'] },
  { format: 'agent-md', title: 'Skills, agents, commands, chat modes and instructions (`SKILL.md`, `.agent.md`, `agents/*.md`, `commands/*.md`, `.chatmode.md`, `.instructions.md`)', facets: ['holes'] },
  { format: 'poml', title: 'POML (`.poml`)', facets: ['roles', 'holes', 'branches', 'includes'] },
  { format: 'promptfoo', title: 'promptfoo (`promptfooconfig.yaml`)', facets: ['holes', 'includes'] },
  { format: 'crewai', title: 'CrewAI (`agents.yaml`, `tasks.yaml`)', facets: ['roles', 'holes'] },
  { format: 'yaml-prompt', title: 'YAML with prompt keys or messages', facets: ['roles', 'holes', 'branches'] },
  { format: 'json-prompt', title: 'JSON with prompt keys or messages', facets: ['roles', 'holes'] },
  { format: 'jinja', title: 'Jinja (`.j2`, `.jinja`)', facets: ['holes', 'branches', 'includes'] },
  { format: 'mustache', title: 'Mustache, Handlebars (`.mustache`, `.hbs`)', facets: ['holes', 'branches', 'includes'] },
  { format: 'md', title: 'Markdown in prompt folders', facets: ['holes', 'branches'] },
  { format: 'txt', title: 'Plain text in prompt folders', facets: ['roles', 'holes'] },
];
