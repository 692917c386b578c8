/**
 * When the dearer model pays: break-even and cascade arithmetic of an evidence card.
 *
 *     L* = (cost of the stronger − cost of the cheaper) / gap      loss per wrong answer above which the stronger pays
 *     a cascade saves while p < 1 − (cost of the cheaper + cost of the check) / cost of the stronger
 *
 * with `gap` the share of answers the cheaper model gets wrong and the stronger one right, on balance,
 * and `p` the share of answers that fail the check and are asked again of the stronger one.
 */
import type { Nanodollars } from '../analysis.ts';
import type { TaskClass } from './task-class.ts';

export interface MeasuredGap {
  /** Percentage points between a cheaper and a stronger model in published tests: the least and the most. */
  readonly low: number;
  readonly high: number;
  readonly models: string;
}

/** Published outcomes by kind of task, 2024 to 2026. Nothing is listed for tasks nobody has measured on prompts of products. */
const GAPS: Readonly<Partial<Record<TaskClass, MeasuredGap>>> = {
  'a single tool call': { low: 0.5, high: 3, models: 'gpt-4o-mini and gpt-4o, Haiku 3 and Sonnet 3.5' },
  'competition mathematics': { low: 34, high: 34, models: 'gpt-4o and o1-mini' },
  'tracing code': { low: 7, high: 11, models: 'gpt-4o-mini and gpt-4o, gpt-4o and o1' },
  'several tool calls at once': { low: 36, high: 52, models: 'Haiku 3 and Sonnet 3.5' },
};

export const measuredGap = (task: TaskClass): MeasuredGap | null => GAPS[task] ?? null;

/** One point, where nothing is measured: the reader judges whether the cheaper model would be that much worse. */
const ONE_POINT: Pick<MeasuredGap, 'low' | 'high'> = { low: 1, high: 1 };

export interface BreakEven {
  /** Loss per wrong answer from which the stronger model pays; the lower one holds for the larger gap. */
  readonly low: Nanodollars;
  readonly high: Nanodollars;
  readonly gap: MeasuredGap | null;
}

/** Null where the stronger model is not the dearer one: then there is nothing to weigh. */
export function breakEven(stronger: Nanodollars, cheaper: Nanodollars, task: TaskClass): BreakEven | null {
  const dearer = stronger - cheaper;
  if (dearer <= 0) return null;
  const gap = measuredGap(task);
  const { low, high } = gap ?? ONE_POINT;
  return { low: Math.round((dearer * 100) / high), high: Math.round((dearer * 100) / low), gap };
}

/** Share of answers that may fail the check before a cascade costs more than the stronger model alone; 0 where it never saves. */
export const cascadeSavesBelow = (stronger: Nanodollars, cheaper: Nanodollars, check: Nanodollars = 0): number =>
  (stronger <= 0 ? 0 : Math.max(0, 1 - (cheaper + check) / stronger));

/** Tasks whose answer a program can check: a label of a list, a boolean, facts of a schema. */
export const isCheckable = (task: TaskClass): boolean =>
  task === 'single-label classification' || task === 'a yes or no answer' || task === 'extraction to a schema' || task === 'a single tool call';
