/** Every rule, in the order of the design's table. */
import { cacheVolatilePrefix } from './cache-volatile-prefix.ts';
import type { Rule } from './rule.ts';

export const RULES: readonly Rule[] = [cacheVolatilePrefix];
