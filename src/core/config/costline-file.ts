/** Reads and edits `costline.json`: comments are allowed, and an edit keeps them and the formatting. */
import { applyEdits, findNodeAtLocation, modify, parseTree, getNodeValue, printParseErrorCode } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import type { Span } from '../document.ts';
import { decimalDollars } from '../present/money.ts';
import type { Budget } from './config.ts';
import { DEFAULT_ACTIONS, DEFAULT_LEVELS } from './defaults.ts';

export const COSTLINE_FILE = 'costline.json';

export interface ParsedFile {
  /** Undefined when nothing could be read. */
  readonly value: unknown;
  readonly errors: readonly { readonly message: string; readonly span: Span }[];
  /** Where a value stands, or the nearest thing around it. */
  spanOf(path: readonly (string | number)[]): Span;
}

export function parseCostlineFile(text: string): ParsedFile {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return {
    value: root === undefined ? undefined : getNodeValue(root),
    errors: errors.map((error) => ({
      message: `${COSTLINE_FILE} is not valid JSON here (${words(printParseErrorCode(error.error))}). What can be read is used.`,
      span: { start: error.offset, end: error.offset + error.length },
    })),
    spanOf(path) {
      for (let length = path.length; root !== undefined && length >= 0; length -= 1) {
        const node = findNodeAtLocation(root, path.slice(0, length));
        if (node !== undefined) return { start: node.offset, end: node.offset + node.length };
      }
      return { start: 0, end: 0 };
    },
  };
}

/** The file's text with this budget in it, in place of one for the same scope and period. `null` makes a new file. */
export function setBudget(text: string | null, budget: Budget): string {
  return upsert(text, 'budgets', budgetJson(budget), (entry) => sameBudget(entry, budget));
}

/** Silences one rule at one place, with the reason. */
export function addIntended(text: string | null, entry: { readonly rule: string; readonly at: string; readonly reason: string }): string {
  return upsert(text, 'intended', entry, (old) => isRecord(old) && old['rule'] === entry.rule && old['at'] === entry.at);
}

/** *Assume Model Here*, remembered. */
export function assumeModel(text: string | null, entry: { readonly at: string; readonly model: string }): string {
  return upsert(text, 'assumedModels', entry, (old) => isRecord(old) && old['at'] === entry.at);
}

function upsert(text: string | null, list: string, entry: unknown, same: (old: unknown) => boolean): string {
  const source = text === null || text.trim() === '' ? '{}\n' : text;
  const { value } = parseCostlineFile(source);
  const entries: unknown = isRecord(value) ? value[list] : undefined;
  const index = Array.isArray(entries) ? entries.findIndex(same) : -1;
  const place = Array.isArray(entries) ? [list, index < 0 ? entries.length : index] : [list];
  const edited = modify(source, place, Array.isArray(entries) ? entry : [entry], {
    formattingOptions: formattingOf(source), isArrayInsertion: Array.isArray(entries) && index < 0,
  });
  return applyEdits(source, edited);
}

function budgetJson(budget: Budget): Record<string, unknown> {
  const plain = (budget.of === undefined ? `${budget.scope}:${budget.period}` : `${budget.scope}:${budget.of}:${budget.period}`) === budget.id;
  return {
    ...(plain ? {} : { id: budget.id }), period: budget.period, scope: budget.scope, ...(budget.of === undefined ? {} : { of: budget.of }),
    limit: Number(decimalDollars(budget.limit)),
    ...(equal(budget.levels, DEFAULT_LEVELS) ? {} : { levels: budget.levels }),
    ...(equal(budget.actions, DEFAULT_ACTIONS) ? {} : { actions: budget.actions }),
  };
}

function sameBudget(entry: unknown, budget: Budget): boolean {
  if (!isRecord(entry)) return false;
  if (entry['id'] !== undefined) return entry['id'] === budget.id;
  return (entry['period'] ?? 'day') === budget.period && (entry['scope'] ?? 'workspace') === budget.scope && entry['of'] === budget.of;
}

const formattingOf = (text: string): { insertSpaces: boolean; tabSize: number; eol: string } => ({
  insertSpaces: !/^\t/m.test(text), tabSize: /^( +)\S/m.exec(text)?.[1]?.length ?? 2, eol: text.includes('\r\n') ? '\r\n' : '\n',
});

const words = (code: string): string => code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
const equal = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((value, i) => value === b[i]);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
