import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateBudget, levelsCrossed } from '../../../src/core/budgets/evaluate.ts';
import { windowOf } from '../../../src/core/budgets/period.ts';
import { severityOf } from '../../../src/core/budgets/severity.ts';
import type { Budget } from '../../../src/core/config/config.ts';

const HOUR = 3_600_000;
const utc = (text: string): number => Date.parse(`${text}Z`);
const budget: Budget = { id: 'workspace:day', period: 'day', scope: 'workspace', limit: 10_000_000_000, levels: [0.7, 1, 1.2], actions: [] };

test('a day begins and ends at local midnight', () => {
  assert.deepEqual(windowOf('day', utc('2026-05-10T23:30:00'), 120), { start: utc('2026-05-10T22:00:00'), end: utc('2026-05-11T22:00:00') });
  assert.deepEqual(windowOf('day', utc('2026-05-10T03:00:00'), -300), { start: utc('2026-05-09T05:00:00'), end: utc('2026-05-10T05:00:00') });
});

test('a day on which clocks change has 23 or 25 hours', () => {
  // Central Europe in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
  const berlin = (at: number): number => (at >= utc('2026-03-29T01:00:00') && at < utc('2026-10-25T01:00:00') ? 120 : 60);
  const length = (now: string): number => {
    const window = windowOf('day', utc(now), berlin);
    return window === null ? 0 : (window.end - window.start) / HOUR;
  };
  assert.deepEqual([length('2026-03-28T12:00:00'), length('2026-03-29T12:00:00'), length('2026-10-25T12:00:00')], [24, 23, 25]);
});

test('days follow one another without gap or overlap, through a year of changing clocks', () => {
  const berlin = (at: number): number => (at >= utc('2026-03-29T01:00:00') && at < utc('2026-10-25T01:00:00') ? 120 : 60);
  let window = windowOf('day', utc('2026-01-01T12:00:00'), berlin);
  for (let i = 0; i < 364 && window !== null; i += 1) {
    const next = windowOf('day', window.end, berlin);
    assert.equal(next?.start, window.end);
    window = next;
  }
});

test('a month is the local month, also in December', () => {
  assert.deepEqual(windowOf('month', utc('2026-12-31T23:30:00'), 60), { start: utc('2026-12-31T23:00:00'), end: utc('2027-01-31T23:00:00') });
});

test('the highest level passed is told, and how loud it is', () => {
  const at = (spent: number) => evaluateBudget(budget, spent, 0, utc('2026-05-10T12:00:00'), 0).level;
  assert.deepEqual([0, 6_999_999_999, 7_000_000_000, 10_000_000_000, 12_000_000_000].map(at), [null, null, 0.7, 1, 1.2]);
  assert.deepEqual([null, 0.7, 1, 1.2].map(severityOf), ['ok', 'warning', 'error', 'error']);
});

test('each level is crossed once', () => {
  assert.deepEqual(levelsCrossed(budget, 0, 11_000_000_000), [0.7, 1]);
  assert.deepEqual(levelsCrossed(budget, 11_000_000_000, 11_500_000_000), []);
});

test('the forecast waits for a tenth of the period, and unpriced calls stay apart', () => {
  const early = evaluateBudget(budget, 1_000_000_000, 3, utc('2026-05-10T01:00:00'), 0);
  const noon = evaluateBudget(budget, 6_000_000_000, 3, utc('2026-05-10T12:00:00'), 0);
  assert.equal(early.forecast, null);
  assert.equal(noon.forecast, 12_000_000_000);
  assert.equal(noon.unpriced, 3);
});

test('sessions and requests are not reset by a clock', () => {
  assert.equal(evaluateBudget({ ...budget, period: 'session' }, 1, 0, 0, 0).resetsAt, null);
});
