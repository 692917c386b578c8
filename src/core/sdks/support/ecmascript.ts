import type { Support } from './support.ts';

/** TypeScript and JavaScript. */
export const ECMASCRIPT: readonly Support[] = [];
