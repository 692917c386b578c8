/** The formats a report can be printed in. */
import type { FormatOptions } from './format-options.ts';
import { formatMarkdown } from './markdown.ts';
import type { Report } from './report.ts';
import { formatSarif } from './sarif.ts';
import { formatText } from './text.ts';

export const FORMATS = {
  text: formatText,
  json: (report: Report): string => `${JSON.stringify(report, null, 2)}\n`,
  sarif: formatSarif,
  markdown: formatMarkdown,
} as const satisfies Record<string, (report: Report, options: FormatOptions) => string>;

export type Format = keyof typeof FORMATS;

export const isFormat = (name: string): name is Format => Object.hasOwn(FORMATS, name);
