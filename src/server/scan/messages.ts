/** What the server and its scanning thread say to each other. Types only. */
import type { Analysis, Evidence } from '../../core/analysis.ts';
import type { Config } from '../../core/config/config.ts';
import type { FileId, SourceFile } from '../../core/document.ts';

export interface ScanFolder {
  readonly root: FileId;
  readonly config: Config;
}

export interface ScanRequest {
  readonly id: number;
  readonly folders: readonly ScanFolder[];
  readonly trusted: boolean;
  readonly evidence: Evidence;
  /** Open documents: they go before the disk. */
  readonly open: readonly SourceFile[];
}

export type ScanAnswer =
  | { readonly id: number; readonly result: ScanResult }
  | { readonly id: number; readonly failure: string };

export interface ScanResult {
  readonly analysis: Analysis;
  /** Analysable files below all folders. */
  readonly files: number;
}
