import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallCost, CallReport, TokenReport } from '../../../src/core/analysis.ts';
import type { CallSite } from '../../../src/core/call-site.ts';
import { hintLabel } from '../../../src/core/present/hint.ts';
import { reportOf, siteOf, words } from '../rules/drawn.ts';

const COST: CallCost = {
  model: 'gpt-4o', uncached: 2_140_000, write: null, read: null, outputMax: null, outputMaxTokens: null, floor: false, range: null,
  currency: 'USD', priceDate: '2026-09-23', priceSource: 'genai-prices 0.1.8', tokensOnly: false,
};

function call(tokens: Partial<TokenReport>, cost: Partial<CallCost> | null = {}, site: Partial<CallSite> = {}, quiet = false): CallReport {
  const base = reportOf(siteOf(`system = "${words(800)}"`, { site }), quiet);
  return { ...base, cost: cost === null ? null : { ...COST, ...cost }, tokens: { ...base.tokens, static: 800, overhead: 0, floor: false, ...tokens } };
}

const seen = { calls: 50, callsToday: 5, costToday: 1, inputP50: 1600, inputP95: 3000, outputP50: 10, cacheRead: 0, cacheWrite: 0, lastSeen: 0, callsPerMonth: null };

test('the short form by what is known', () => {
  const table: readonly (readonly [string, string | null])[] = [
    ['all known, exact', hintLabel(call({}))],
    ['all known, estimated', hintLabel(call({ exact: false }))],
    ['dear enough to be told per call', hintLabel(call({}, { uncached: 140_000_000 }))],
    ['open end', hintLabel(call({ floor: true, static: 3100 }, { floor: true }))],
    ['open end, bounded by the code', hintLabel(call({ floor: true, max: 1600 }, { floor: true }))],
    ['open end, seen in traffic', hintLabel(call({ floor: true }, { floor: true }), { observed: seen })],
    ['one of several models', hintLabel(call({}, { range: { low: 300_000, high: 2_140_000 } }))],
    ['branches that exclude each other', hintLabel(call({ branches: { low: 400, high: 1600 } }))],
    ['branches, without a price', hintLabel(call({ branches: { low: 400, high: 1600 } }, null))],
    ['branches and an open end', hintLabel(call({ floor: true, branches: { low: 400, high: 1600 } }, { floor: true }))],
    ['no price', hintLabel(call({}, null))],
    ['a gateway', hintLabel(call({}, null, { gateway: { callers: 3 } }))],
    ['a gateway nobody was seen to use', hintLabel(call({}, null, { gateway: { callers: 0 } }))],
    ['in a loop', hintLabel(call({}, {}, { multiple: { min: 1, max: 5 } }))],
    ['in a loop without a limit', hintLabel(call({}, {}, { multiple: { min: 1, max: null } }))],
    ['a small prompt', hintLabel(call({ static: 299 }))],
    ['a small prompt, asked for', hintLabel(call({ static: 299 }), { minimumTokens: 100 })],
    ['a quiet place', hintLabel(call({}, {}, {}, true))],
  ];
  assert.deepEqual(Object.fromEntries(table), {
    'all known, exact': '=$2.10/1k in',
    'all known, estimated': '~$2.10/1k in',
    'branches that exclude each other': '~$1.10–4.30/1k in',
    'branches, without a price': '~400–1.6k tok',
    'branches and an open end': '≥400 tok',
    'dear enough to be told per call': '=$0.14/call in',
    'open end': '≥3.1k tok',
    'open end, bounded by the code': '~$2.10–4.30/1k in',
    'open end, seen in traffic': '~$4.30/1k in',
    'one of several models': '~$0.30–2.10/1k in',
    'no price': '=800 tok',
    'a gateway': '3 callers',
    'a gateway nobody was seen to use': 'no caller found',
    'in a loop': '=$2.10/1k in ×1–5',
    'in a loop without a limit': '=$2.10/1k in ×1–?',
    'a small prompt': null,
    'a small prompt, asked for': '=$2.10/1k in',
    'a quiet place': null,
  });
});
