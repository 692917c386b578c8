/** What every format of a report is told beside the report. */
export interface FormatOptions {
  readonly version: string;
  /** Show findings in quiet places too. */
  readonly all: boolean;
  readonly colour: boolean;
}
