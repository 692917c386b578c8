import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallCost, CallReport, Observed } from '../../../src/core/analysis.ts';
import type { CallSite } from '../../../src/core/call-site.ts';
import { hoverMarkdown } from '../../../src/core/present/hover.ts';
import { code, plain, shortCount } from '../../../src/core/present/words.ts';
import { findingsOf, reportOf, siteOf, words } from '../rules/drawn.ts';

const SOURCE = `system = f"Now: {now()} ${words(1500)}"\nuser = f"{question}"`;

const COST: CallCost = {
  model: 'gpt-4o', uncached: 3_765_000, write: null, read: 2_005_000, outputMax: 10_000_000, outputMaxTokens: 1000, floor: true, range: null,
  currency: 'USD', priceDate: '2026-09-23', priceSource: 'genai-prices 0.1.8', tokensOnly: false,
};

const SEEN: Observed = {
  calls: 214, callsToday: 12, costToday: 123_456_789, inputP50: 1600, inputP95: 2050, outputP50: 20, cacheRead: 0, cacheWrite: 0, lastSeen: 0, callsPerMonth: null,
};

function report(more: { readonly cost?: Partial<CallCost> | null; readonly site?: Partial<CallSite>; readonly report?: Partial<CallReport> } = {}): CallReport {
  const base = reportOf(siteOf(SOURCE, { site: more.site ?? {} }));
  return {
    ...base, cost: more.cost === null ? null : { ...COST, ...more.cost },
    tokens: { ...base.tokens, static: 1502, overhead: 4, byRole: { system: 1502 }, tokenizer: 'o200k_base' }, ...more.report,
  };
}

const hover = (call: CallReport, extra: Partial<Parameters<typeof hoverMarkdown>[1]> = {}): string =>
  hoverMarkdown(call, { findings: [], displayPath: (file) => file.slice(1), ...extra });

test('a prompt with an open end: known tokens are a floor, and so is the price', () => {
  assert.equal(hover(report()), `
**openai.chat** · \`gpt-4o\`  
**≥$3.70/1k** input, ≥$2.00/1k when the cache is read

| part | tokens | |
|:--|--:|:--|
| system | 1,502 + ? | \`now()\` |
| user | 0 + ? | \`question\` |
| framing | 4 | |
| **known input** | **≥1,506** | |

Counted exactly with \`o200k_base\`; what the code fills in comes on top, so this is a floor.

| prompt floor | |
|:--|--:|
| uncached | ≥$3.70/1k |
| next calls, read the cache | ≥$2.00/1k |
| output, at most 1,000 tokens | ≤$10/1k |

Price of gpt-4o as of 2026-09-23, genai-prices 0.1.8.`.trim());
});

test('estimate and actual stand side by side, the actual exact', () => {
  const text = hover(report(), { observed: SEEN });
  assert.match(text, /\| input, median \| ≥1,506 \| 1,600 \|/);
  assert.match(text, /\| today \| \| \$0\.123456789 \|/);
  assert.match(text, /12 calls here today, 214 seen in all\./);
});

test('without telemetry nothing is said about traffic, and no month is invented', () => {
  assert.doesNotMatch(hover(report()), /month|today|seen/);
  assert.doesNotMatch(hover(report(), { observed: SEEN }), /month/);
});

test('a month needs observed production volume or a declared number, and says which', () => {
  assert.match(hover(report(), { observed: { ...SEEN, callsPerMonth: 10_000 } }), /At least \$20 input a month at 10,000 calls \(observed in production\)\./);
  assert.match(hover(report(), { declaredVolume: 500 }), /\(declared\)\./);
});

test('four kinds of no price are four different words', () => {
  const gateway = hover(report({ cost: null, site: { gateway: { callers: 3 } } }));
  assert.match(gateway, /Passes on the prompts of 3 callers/);
  assert.doesNotMatch(gateway, /\$|Price/);
  assert.match(hover(report({ cost: null, site: { gateway: { callers: 0 } } })), /what its callers write; none of them was found/);
  assert.match(hover(report({ cost: null, site: { provider: 'ollama' } })), /local, no token fee/);
  assert.match(hover(report({ cost: null })), /unpriced: no price is known/);
  assert.match(hover(report({ cost: null, site: { model: { id: null, from: 'unknown', why: 'read from a database', candidates: [], location: null } } })), /model unknown: read from a database[\s\S]*model unknown, so no price/);
});

test('one of several models shows the set and the range of cost', () => {
  const model = { id: null, from: 'argument' as const, candidates: [{ id: 'gpt-4o', when: 'premium' }, { id: 'gpt-4o-mini', when: '' }], location: null };
  const text = hover(report({ site: { model }, cost: { range: { low: 226_000, high: 3_765_000 } } }));
  assert.match(text, /one of `gpt-4o` when `premium`, `gpt-4o-mini`/);
  assert.match(text, /uncached, by model \| ≥\$0\.22–3\.70\/1k/);
});

test('an estimate shows its interval, and a write column stands only where writes are charged', () => {
  const tokens = { ...report().tokens, exact: false, low: 1450, high: 1560, tokenizer: 'claude-estimate', floor: false };
  const text = hover(report({ cost: { write: 4_700_000, floor: false }, report: { tokens } }));
  assert.match(text, /Estimated with `claude-estimate`: 1,450 to 1,560 in nine of ten cases\./);
  assert.match(text, /first call, writes the cache \| ~\$4\.70\/1k/);
  assert.doesNotMatch(hover(report()), /writes the cache/);
});

test('findings, fees, problems and the tier card are told in words', () => {
  const text = hover(report({
    cost: { tokensOnly: true },
    site: { problems: [{ code: 'unresolved-prompt', message: 'The value of `examples` is not known', location: null }] },
    report: { tier: { now: 'frontier', suggested: 'nano', suggestedModel: 'gpt-4o-mini', taskClass: 'single-label classification', confidence: 0.8, why: 'the output is one of 4 values of `label`', savedPerCall: 3_500_000 } },
  }), { findings: findingsOf(SOURCE) });
  assert.match(text, /Tokens only: fees such as search come on top\./);
  assert.match(text, /- `now\(\)` changes on every call.*\*cache\/volatile-prefix\*, app\/agent\.py:1/);
  assert.match(text, /Not known:\n\n- The value of `examples` is not known/);
  assert.match(text, /Tier: \*\*frontier\*\*\. Looks like single-label classification \(the output is one of 4 values of `label`\): \*\*nano\*\*, gpt-4o-mini, is worth testing: saves \$3\.50 per thousand calls/);
});

test('what stands around the price is said: fees by name, a batch, a conversation, a model that is gone', () => {
  const text = hover(report({ cost: { tokensOnly: true, fees: ['web search: $10 per thousand searches'], batch: 1_900_000, tenTurns: 38_000_000, perHundred: 11_000_000, place: 'processing in one region, at 1.1 times the price of elsewhere', retired: '2026-01-05' } }));
  assert.match(text, /Tokens only\. On top: web search: \$10 per thousand searches\./);
  assert.match(text, /\| as part of a batch \| [≥~]?\$1\.90\/1k \|/);
  assert.match(text, /\| ten turns, this part alone, sent again each time \| ≥\$38 per thousand \|/);
  assert.match(text, /\| each 100 tokens said a turn, sent again in every later one \| \+\$11 per thousand \|/);
  assert.match(text, /For processing in one region, at 1\.1 times the price of elsewhere\./);
  assert.match(text, /\*\*Its maker announced the end for 2026-01-05\*\*/);
});

test('code and names in a hover are never markup', () => {
  assert.equal(code('a`b|c'), '``a`b\\|c``');
  assert.equal(code('`x`'), '`` `x` ``');
  assert.equal(plain('[click](command:x) <b>'), '\\[click\\](command:x) \\<b\\>');
  const text = hover(report({ site: { sdk: '[x](command:evil)' } }));
  assert.doesNotMatch(text, /(?<!\\)\[x/);
});

test('counts on a line are short', () => {
  assert.deepEqual([0, 999, 1000, 3149, 12_400, 1_250_000].map((tokens) => shortCount(tokens)), ['0', '999', '1k', '3.1k', '12k', '1.3M']);
  assert.deepEqual([999.6, 1577, 12_900, 1_290_000].map((tokens) => shortCount(tokens, 'down')), ['999', '1.5k', '12k', '1.2M']);
});
