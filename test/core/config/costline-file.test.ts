import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Budget } from '../../../src/core/config/config.ts';
import { addIntended, assumeModel, setBudget } from '../../../src/core/config/costline-file.ts';
import { resolveConfig } from '../../../src/core/config/resolve.ts';

const daily = (limit: number): Budget => ({ id: 'workspace:day', period: 'day', scope: 'workspace', limit, levels: [0.7, 1, 1.2], actions: ['notify', 'status'] });
const budgetsIn = (text: string) => resolveConfig({ trusted: true, file: { path: 'costline.json', text } }).config.budgets;

test('a new file holds the budget in dollars', () => {
  const text = setBudget(null, daily(2_500_000_000));
  assert.match(text, /"limit": 2.5/);
  assert.deepEqual(budgetsIn(text), [daily(2_500_000_000)]);
});

test('the same budget is replaced; comments, order and indentation stay', () => {
  const before = '{\n    // what the team agreed on\n    "quiet": ["e2e/**"],\n    "budgets": [\n        { "period": "month", "limit": 40 }, // finance\n        { "limit": 5 }\n    ]\n}\n';
  const after = setBudget(before, daily(8_000_000_000));
  assert.match(after, /\/\/ what the team agreed on/);
  assert.match(after, /"limit": 40 \}, \/\/ finance/);
  assert.match(after, /^ {4}"quiet": \["e2e\/\*\*"\],$/m);
  assert.deepEqual(budgetsIn(after).map(({ limit }) => limit), [40_000_000_000, 8_000_000_000]);
});

test('setting the same budget twice changes nothing the second time', () => {
  const once = setBudget('{ "routes": {} }', daily(1_000_000_000));
  assert.equal(setBudget(once, daily(1_000_000_000)), once);
});

test('a budget with its own name, levels and scope comes back as it went in', () => {
  const own: Budget = { id: 'planner', period: 'session', scope: 'agent', of: 'planner', limit: 250_000_000, levels: [0.5, 1], actions: ['halt'] };
  assert.deepEqual(budgetsIn(setBudget(null, own)), [own]);
});

test('an assumed model and an intended place are remembered once', () => {
  const text = assumeModel(assumeModel('{}', { at: 'a.py', model: 'gpt-4o' }), { at: 'a.py', model: 'o3' });
  assert.deepEqual(JSON.parse(text), { assumedModels: [{ at: 'a.py', model: 'o3' }] });
  const intended = addIntended(null, { rule: 'cache/volatile-prefix', at: 'a.py:3', reason: 'runs stay apart' });
  assert.deepEqual(resolveConfig({ trusted: true, file: { path: 'c', text: intended } }).config.intended, [{ rule: 'cache/volatile-prefix', at: 'a.py:3', reason: 'runs stay apart' }]);
});
