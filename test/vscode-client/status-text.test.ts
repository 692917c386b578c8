import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusOf } from '../../src/vscode/status-text.ts';
import type { StatusInput } from '../../src/vscode/status-text.ts';
import type { BudgetState } from '../../src/telemetry/protocol.ts';
import { EMPTY, NOTHING } from '../panel/spend-states.ts';

const said = (more: Partial<StatusInput>) => statusOf({ overview: null, spend: null, listening: null, ...more });
const budget = (spent: number, limit: number, level: number | null): BudgetState =>
  ({ id: `${spent}`, label: 'Today', spent: spent * 1e9, limit: limit * 1e9, level, resetsAt: null, unpriced: 0 });

test('it stays away until code imports a model', () => {
  assert.equal(said({}), null);
  assert.equal(said({ overview: { prompts: 0, findings: 0, hasModelImport: false } }), null);
  assert.match(said({ overview: { prompts: 14, findings: 2, hasModelImport: true } })?.text ?? '', /Costline: 14 prompts$/);
});

test('with a budget it shows spend against it, coloured by level', () => {
  const status = (spent: number, level: number | null) => said({ spend: { ...EMPTY, budgets: [budget(spent, 5, level)] } });
  assert.match(status(1.24, null)?.text ?? '', /\$1\.24 \/ \$5\.00$/);
  assert.deepEqual([status(1, null)?.kind, status(3.6, 0.7)?.kind, status(6, 1.2)?.kind], ['plain', 'warning', 'error']);
});

test('of several budgets the most pressing one is shown, and all in the tooltip', () => {
  const status = said({ spend: { ...EMPTY, budgets: [budget(9, 100, null), budget(2, 2.5, 0.7)] } });
  assert.match(status?.text ?? '', /\$2\.00 \/ \$2\.50/);
  assert.match(status?.tooltip ?? '', /\$9\.00 of \$100\.00/);
});

test('without a budget it shows what today cost, never $0 for what is unpriced', () => {
  assert.match(said({ spend: { ...EMPTY, today: { ...NOTHING, calls: 2, cost: 420_000_000 } } })?.text ?? '', /\$0\.42 today/);
  assert.match(said({ spend: { ...EMPTY, today: { ...NOTHING, calls: 2, unpriced: 2 } } })?.text ?? '', /unpriced/);
});
