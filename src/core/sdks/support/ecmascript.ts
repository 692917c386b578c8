/** What is claimed for TypeScript and JavaScript. */
import { AGENTS } from './ecmascript/agents.ts';
import { FRAMEWORKS } from './ecmascript/frameworks.ts';
import { OPENAI } from './ecmascript/openai.ts';
import { PROVIDERS } from './ecmascript/providers.ts';
import type { Support } from './support.ts';

export const ECMASCRIPT: readonly Support[] = [...OPENAI, ...PROVIDERS, ...FRAMEWORKS, ...AGENTS];
