/** What a language's own names and well-known libraries answer, as data: how often their values change. */
import type { Volatility } from '../volatility.ts';

/** The steps of what a call answers: what its method is called on and its arguments, a list's items, or the pipe it is called on, as it was. */
export type PipeStages = 'receiver' | 'list' | 'same';

/** Whose directives a format is written in. */
export type FormatLanguage = 'strftime' | 'date-fns' | 'luxon' | 'moment';

export interface Builtins {
  /** Patterns over the key of an opaque value, see `pattern.ts`; the first that matches wins. */
  readonly volatility: readonly { readonly at: string; readonly volatility: Volatility }[];
  /** Steps that make a text of a time and keep only its day. */
  readonly dayOf: readonly string[];
  /** Steps that keep only its hour. */
  readonly hourOf: readonly string[];
  /** Steps that answer the zone or the offset from UTC: where the process runs, and nothing of the time. */
  readonly zoneOf: readonly string[];
  /** Calls that format a time by directives in an argument. */
  readonly formats: readonly { readonly at: string; readonly language: FormatLanguage }[];
  /** Calls that answer their first argument, e.g. instrumenting wrappers and casts. */
  readonly transparent: readonly string[];
  /** Calls that read an environment variable; the second argument is the default. */
  readonly environment: readonly string[];
  /** Calls that read a file named by an argument (`'#0'`) or by the receiver's first argument (`'^#0'`). */
  readonly readsFile: readonly { readonly at: string; readonly path: '#0' | '^#0' }[];
  readonly joinsPaths: readonly string[];
  /** Calls that fetch a prompt, by its name, from a service that keeps it. */
  readonly fetchesPrompt: readonly { readonly at: string; readonly from: string }[];
  /** Calls that put steps one after the other. */
  readonly pipes: readonly { readonly at: string; readonly stages: PipeStages }[];
  readonly serialises: readonly string[];
  /** Calls that answer what a text of JSON or YAML, or a file of it, holds. */
  readonly parses: readonly string[];
  readonly toText: readonly string[];
  /** Decorators and calls whose function runs once, so that its value is kept. */
  readonly memoises: readonly string[];
}
