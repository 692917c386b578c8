/** Every kind of prompt file, the most specific first: the first that reads a file has it. */
import { agentMd } from './formats/agent-md.ts';
import { crewai } from './formats/crewai.ts';
import { dotprompt } from './formats/dotprompt.ts';
import { poml } from './formats/poml.ts';
import { promptMd } from './formats/prompt-md.ts';
import { promptfoo } from './formats/promptfoo.ts';
import { prompty } from './formats/prompty.ts';
import { jinjaFile, markdown, mustacheFile, plainText } from './formats/text.ts';
import { jsonPrompt, yamlPrompt } from './formats/data-prompt.ts';
import type { TemplateFormat } from './part.ts';

export const TEMPLATE_FORMATS: readonly TemplateFormat[] = [
  prompty, dotprompt, promptMd, agentMd, poml, promptfoo, crewai, yamlPrompt, jsonPrompt, jinjaFile, mustacheFile, markdown, plainText,
];
