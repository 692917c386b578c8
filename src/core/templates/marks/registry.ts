/** Every template language, the most telling first: `{{#if}}` says Mustache, `{{ x }}` alone reads the same in most. */
import type { Marks, Part, Surroundings } from '../part.ts';
import { go } from './go.ts';
import { jinja } from './jinja.ts';
import { mustache } from './mustache.ts';
import { dollar, plain, pythonFormat, semanticKernel } from './simple.ts';

export const MARKS: readonly Marks[] = [go, semanticKernel, mustache, jinja, dollar, pythonFormat, plain];

export const marksOf = (text: string): Marks => MARKS.find((marks) => marks.marksIn(text)) ?? plain;

export const readMarks = (text: string, around?: Surroundings): readonly Part[] => marksOf(text).read(text, around);
