/** What the server and an analysing thread say to each other. Types only. */
import type { Config } from '../../core/config/config.ts';
import type { FileId, SourceFile } from '../../core/document.ts';
import type { AnalystRequest, AnalystResult } from './analyst.ts';

export type ToThread =
  | AnalyzeMessage
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'changed'; readonly file: FileId };

/** Only what the thread was not told before: texts and configurations are large, and seldom change together. */
export interface AnalyzeMessage extends Omit<AnalystRequest, 'config' | 'open'> {
  readonly type: 'analyze';
  readonly id: number;
  readonly config?: Config;
  readonly opened: readonly SourceFile[];
  readonly closed: readonly FileId[];
}

export type FromThread =
  | { readonly id: number; readonly result: AnalystResult }
  /** Null for one that was given up. */
  | { readonly id: number; readonly failure: string | null };
