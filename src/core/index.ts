/** The one face of the core. Everything outside `core/` imports from here, or from `core/present` and `core/config`. */
export type * from './analysis.ts';
export type * from './call-site.ts';
export type * from './document.ts';
export type * from './ports.ts';
export type { Config } from './config/config.ts';
export { LineIndex } from './document.ts';
export { createCore, type AnalyzeOptions, type Core } from './analyze.ts';
