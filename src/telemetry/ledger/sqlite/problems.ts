/** Whether the file is whole, and whether its sums are those of its calls. */
import type { DatabaseSync } from 'node:sqlite';

export function fileProblems(db: DatabaseSync): string[] {
  return db.prepare('PRAGMA integrity_check(10)').all().map((row) => String(row['integrity_check'])).filter((said) => said !== 'ok');
}

/** Calls whose cost is known, by minute: what the rollup of totals and of coding tools must say. */
const CALLS = `
  SELECT coalesce(workspace, '') AS workspace, coding_tool AS tool, CAST(floor(time / 60000.0) AS INTEGER) AS minute, count(*) AS calls, sum(coalesce(cost, 0)) AS cost
  FROM calls WHERE hidden = 0 GROUP BY 1, 2, 3`;
const MINUTES = `
  SELECT workspace, tag = 'coding' AS tool, minute, sum(calls) AS calls, sum(cost) AS cost FROM minutes WHERE tag IN ('total', 'coding') GROUP BY 1, 2, 3`;

export function sumProblems(db: DatabaseSync): string[] {
  const columns = 'workspace, tool, minute, calls, cost';
  const different = db.prepare(`SELECT count(*) AS minutes FROM (SELECT ${columns} FROM (${CALLS}) EXCEPT SELECT ${columns} FROM (${MINUTES}))`).get();
  const minutes = Number(different?.['minutes'] ?? 0);
  return minutes === 0 ? [] : [`The sums of ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} are not those of the calls.`];
}
