import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Block, CallSite, Hole, Segment } from '../../../src/core/call-site.ts';
import type { Location } from '../../../src/core/document.ts';
import { createCatalogue } from '../../../src/core/pricing/catalogue.ts';
import { estimateCallCost } from '../../../src/core/pricing/call-cost.ts';
import { countCall } from '../../../src/core/tokens/count-call.ts';
import { createPrices } from '../../../src/node/prices.ts';
import { testTokenizers } from '../../support/tokens.ts';

const HERE: Location = { file: '/app/a.py', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };
const text = (value: string): Segment => ({ kind: 'static', text: value, location: HERE });
const hole = (max: number | null = null): Hole => ({
  kind: 'hole', expression: 'x', location: HERE, volatility: 'request', cause: 'x', origin: [], content: 'text', bounds: max === null ? null : { min: 0, max },
});
const block = (role: Block['role'], ...segments: Segment[]): Block => ({ role, breakpoint: null, segments, location: HERE });

function site(model: string | null, provider: string, blocks: readonly Block[], more: Partial<CallSite> = {}): CallSite {
  return {
    id: 'a', location: HERE, nameLocation: HERE, enclosing: null, kind: 'direct', sdk: `${provider}.chat`, provider,
    model: { id: model, from: 'literal', candidates: [], location: HERE }, blocks, outputLimit: null, outputSchema: null, tools: [], toolChoice: null,
    reasoning: null, gateway: null, multiple: null, use: 'repeated', fees: [], through: [], telemetryNames: [], problems: [], ...more,
  };
}

describe('counting a call site', () => {
  it('gives each segment its tokens, and the framing apart', async () => {
    const report = await countCall(site('gpt-4o', 'openai', [block('system', text('You are brief.')), block('user', text('Hello!'))]), testTokenizers);
    assert.deepEqual(report.segments, [[4], [2]]);
    assert.deepEqual(report.byRole, { system: 4, user: 2 });
    assert.equal(report.static + report.overhead, 17);
    assert.ok(report.exact && !report.floor && report.low === 17 && report.high === 17 && report.max === 17);
  });

  it('joins adjacent static text, and breaks it at a hole', async () => {
    const joined = await countCall(site('gpt-4o', 'openai', [block('user', text('Hel'), text('lo'))]), testTokenizers);
    assert.deepEqual(joined.segments, [[1, 0]]);
    const broken = await countCall(site('gpt-4o', 'openai', [block('user', text('Hel'), hole(), text('lo'))]), testTokenizers);
    assert.deepEqual(broken.segments, [[1, 0, 1]]);
    assert.ok(broken.floor && broken.max === null);
  });

  it('counts tools alike wherever they are written', async () => {
    const tool = (file: string) => ({ name: 'search', description: 'Searches.', parameters: { type: 'object', properties: { q: { type: 'string' } } }, location: { ...HERE, file } });
    for (const [model, provider] of [['gpt-4o', 'openai'], ['claude-sonnet-4-5', 'anthropic'], ['mistral-large-latest', 'mistral'], ['own-model', 'own']] as const) {
      const [near, far] = await Promise.all(['/a.py', `/${'deep/'.repeat(40)}a.py`].map((file) => countCall(site(model, provider, [block('user', text('Hello!'))], { tools: [tool(file)] }), testTokenizers)));
      assert.deepEqual(near, far);
    }
  });

  it('bounds what the code bounds', async () => {
    const report = await countCall(site('gpt-4o', 'openai', [block('user', text('Summarise: '), hole(200))]), testTokenizers);
    assert.equal(report.floor, false);
    assert.equal(report.max, report.static + report.overhead + 200);
  });

  it('says when it estimates', async () => {
    const report = await countCall(site('claude-sonnet-4-5', 'anthropic', [block('system', text('You are brief. '.repeat(50)))]), testTokenizers);
    assert.equal(report.tokenizer, 'claude-estimate');
    assert.ok(!report.exact && report.low < report.static + report.overhead && report.high > report.static + report.overhead);
    assert.equal((await countCall(site(null, 'openai', [block('user', text('Hello!'))]), testTokenizers)).exact, false, 'no model, no certainty');
  });
});

describe('the cost of a call site', async () => {
  const catalogue = createCatalogue(await createPrices(null).load());
  const now = Date.parse('2026-10-01');
  const claude = site('claude-sonnet-4-5', 'anthropic', [block('system', text('You are brief. '.repeat(500)))], { outputLimit: { tokens: 1000, location: HERE } });

  it('has a write and a read column where the provider charges so', async () => {
    const tokens = await countCall(claude, testTokenizers);
    const cost = estimateCallCost(claude, tokens, { catalogue, now, cacheable: tokens.static });
    assert.ok(cost !== null && cost.write !== null && cost.read !== null);
    assert.ok(cost.read < cost.uncached && cost.uncached < cost.write);
    assert.equal(cost.outputMax, 15_000_000);
    assert.equal(cost.priceDate, '2026-09-23');
  });

  it('has none where nothing can be cached, and no write column where writes are free', async () => {
    const tokens = await countCall(claude, testTokenizers);
    assert.deepEqual([estimateCallCost(claude, tokens, { catalogue, now })?.write, estimateCallCost(claude, tokens, { catalogue, now })?.read], [null, null]);
    const openai = site('gpt-4o', 'openai', claude.blocks);
    const cost = estimateCallCost(openai, await countCall(openai, testTokenizers), { catalogue, now, cacheable: 1024 });
    assert.ok(cost !== null && cost.write === null && cost.read !== null && cost.read < cost.uncached);
  });

  it('is a range where the model is one of several, and null where there is none', async () => {
    const several = site(null, 'openai', claude.blocks, { model: { id: null, from: 'unknown', location: null, candidates: [{ id: 'gpt-4o', when: 'a' }, { id: 'gpt-4o-mini', when: 'b' }] } });
    const tokens = await countCall(several, testTokenizers);
    const cost = estimateCallCost(several, tokens, { catalogue, now });
    assert.ok(cost?.range !== null && cost?.range !== undefined && cost.range.low < cost.range.high && cost.range.high === cost.uncached);
    for (const free of [site('unheard-of', 'openai', []), site('llama3', 'ollama', []), site('gpt-4o', 'openai', [], { gateway: { callers: 3 } })]) {
      assert.equal(estimateCallCost(free, tokens, { catalogue, now }), null);
    }
  });
});
