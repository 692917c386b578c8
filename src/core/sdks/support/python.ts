/** What is claimed for Python. */
import { AGENTS } from './python/agents.ts';
import { FRAMEWORKS } from './python/frameworks.ts';
import { OPENAI } from './python/openai.ts';
import { PROVIDERS } from './python/providers.ts';
import type { Support } from './support.ts';

export const PYTHON: readonly Support[] = [...OPENAI, ...PROVIDERS, ...FRAMEWORKS, ...AGENTS];
