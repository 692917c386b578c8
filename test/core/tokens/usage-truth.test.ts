/** Against recorded usage, where a file of it is at hand: `COSTLINE_USAGE_TRUTH=file.jsonl.gz`. Prints the figures and holds the bars. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { countRequest } from '../../../src/core/tokens/count-request.ts';
import { familyOf } from '../../../src/core/tokens/family.ts';
import { testTokenizers } from '../../support/tokens.ts';

interface Recorded {
  readonly provider: string;
  readonly api: string;
  readonly model: string;
  /** Of the recording; its files are split in two parts, since those of one file are alike. */
  readonly file?: string;
  readonly request: unknown;
  /** All billed input, cached parts included. */
  readonly input: number;
  readonly flags: readonly string[];
  readonly suspect?: readonly string[];
}

/** What was billed but is not in the body, or not as text. */
const APART = ['media', 'reasoning_history', 'server_tools', 'state', 'cachedContent'];

/** Largest relative error allowed at the median and the 95th of a hundred, and the least share within a tenth. */
const BARS: Readonly<Record<string, { readonly median: number; readonly p95?: number; readonly tenth?: number }>> = {
  openai: { median: 0, p95: 0.06 },
  'openai-reasoning': { median: 0.01, tenth: 0.93 },
  'openai-reasoning from 300': { median: 0.01, tenth: 0.9 },
  'claude-4': { median: 0.025, p95: 0.08 },
  gemini: { median: 0.01, tenth: 0.9 },
};

const partOf = (name: string): number => [...name].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 65_521, 7) % 2;

/** In percent; where there are few, with the interval that holds the true share in 95 of 100 cases (Wilson's). */
function shareOf(found: number, all: number): string {
  const share = found / all;
  if (all >= 100) return `${Math.round(100 * share)} %`;
  const z = 1.96 ** 2 / all;
  const [middle, spread] = [share + z / 2, Math.sqrt(z * (share * (1 - share) + z / 4))];
  return `${Math.round(100 * share)} % (${[middle - spread, middle + spread].map((end) => Math.round(100 * end / (1 + z))).join(' to ')})`;
}

const file = process.env.COSTLINE_USAGE_TRUTH;

describe('against recorded usage', { skip: file === undefined ? 'no COSTLINE_USAGE_TRUTH' : false }, () => {
  it('holds its bars per family', async () => {
    const rows = gunzipSync(await readFile(file ?? '')).toString().trim().split('\n').map((line) => JSON.parse(line) as Recorded)
      .filter((row) => row.input > 0 && (row.suspect ?? []).length === 0 && !row.flags.some((flag) => APART.includes(flag)));
    const groups = new Map<string, { error: number; within: boolean }[]>();
    for (const row of rows) {
      const answer = await countRequest(row, testTokenizers);
      const family = familyOf(row.model, row.provider).id;
      const error = Math.abs(answer.tokens - row.input) / row.input;
      for (const group of [family, `${family} ${row.flags.includes('tools') ? 'with tools' : 'without'}`, ...(row.input >= 300 ? [`${family} from 300`] : []), `${family} part ${partOf(row.file ?? '')}`]) {
        groups.set(group, [...(groups.get(group) ?? []), { error, within: answer.low <= row.input && row.input <= answer.high }]);
      }
    }
    const missed: string[] = [];
    for (const [group, found] of [...groups].sort()) {
      const errors = found.map(({ error }) => error).sort((a, b) => a - b);
      const at = (share: number): number => errors[Math.min(errors.length - 1, Math.floor(share * errors.length))] ?? 0;
      const within = (limit: number): string => shareOf(errors.filter((error) => error <= limit).length, errors.length);
      console.log(`${group.padEnd(24)} n ${String(errors.length).padStart(4)}  median ${(100 * at(0.5)).toFixed(2)} %  p95 ${(100 * at(0.95)).toFixed(1)} %  within 2 % ${within(0.02)}, 10 % ${within(0.1)}  in interval ${Math.round(100 * found.filter((each) => each.within).length / found.length)} %`);
      const bar = BARS[group];
      const tenth = errors.filter((error) => error <= 0.1).length / errors.length;
      if (bar !== undefined && (at(0.5) > bar.median || at(0.95) > (bar.p95 ?? Infinity) || tenth < (bar.tenth ?? 0))) missed.push(group);
    }
    assert.deepEqual(missed, []);
  });
});
