import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimalDollars, exactDollars, floorPerCall, nanodollarsOf, perThousandCalls, pricePerCall, rangePerCall, roundDollars, totalDollars } from '../../../src/core/present/money.ts';

const DOLLAR = 1_000_000_000;

test('a call under ten cents is told per thousand calls, above per call', () => {
  const shown = [0, 4, 42_000, 2_140_000, 14_600_000, 99_000_000, 100_000_000, 140_000_000, 12 * DOLLAR].map((cost) => pricePerCall(cost));
  assert.deepEqual(shown, ['$0/1k', '<$0.01/1k', '$0.042/1k', '$2.10/1k', '$15/1k', '$99/1k', '$0.10/call', '$0.14/call', '$12/call']);
});

test('a floor is rounded down and a limit up: what they say is true', () => {
  assert.deepEqual([3_154_000, 6_609_000, 14_600_000, 3_000_000, 100_000_000].map(floorPerCall), ['≥$3.10/1k', '≥$6.60/1k', '≥$14/1k', '≥$3.00/1k', '≥$0.10/call']);
  assert.equal(floorPerCall(4), '<$0.01/1k');
  assert.deepEqual([15_360_000, 4_000_000, 151_000_000].map((cost) => pricePerCall(cost, 'up')), ['$16/1k', '$4.00/1k', '$0.16/call']);
  for (let amount = 10_000; amount < 90 * DOLLAR; amount = Math.round(amount * 1.37) + 1) {
    const [down, up] = [roundDollars(amount, 'down'), roundDollars(amount, 'up')].map((shown) => Number(shown.replace(/[$,<]/g, '')));
    assert.ok((down ?? 0) <= Math.max(amount / DOLLAR, 0.01) && (up ?? 0) >= amount / DOLLAR, `${amount}: ${down} and ${up}`);
  }
});

test('a range has one unit, chosen by its dearer end', () => {
  assert.equal(rangePerCall(300_000, 2_100_000), '$0.30–2.10/1k');
  assert.equal(rangePerCall(50_000_000, 200_000_000), '$0.05–0.20/call');
  assert.equal(rangePerCall(2_100_000, 2_100_001), '$2.10/1k');
});

test('what was spent is told to the last digit, what is added up to the cent', () => {
  assert.equal(exactDollars(2_535_000), '$0.002535');
  assert.equal(exactDollars(1234 * DOLLAR + 5 * DOLLAR / 10), '$1,234.50');
  assert.equal(totalDollars(1234 * DOLLAR + 567_890_000), '$1,234.57');
  assert.equal(totalDollars(1), '<$0.0001');
  assert.equal(totalDollars(70_660_000), '$0.0707');
  assert.equal(totalDollars(51 * 1_000_000), '$0.051');
  assert.equal(totalDollars(DOLLAR / 2), '$0.50');
  assert.equal(totalDollars(0), '$0.00');
});

test('no amount above nothing is ever shown as nothing', () => {
  for (let exponent = 0; exponent < 15; exponent += 1) {
    const amount = 10 ** exponent;
    for (const shown of [pricePerCall(amount), roundDollars(amount), totalDollars(amount), perThousandCalls(amount), exactDollars(amount)]) {
      assert.match(shown, /[1-9]/, `${amount} reads ${shown}`);
    }
  }
});

test('two significant digits are never further off than five per cent', () => {
  let seed = 7;
  for (let i = 0; i < 500; i += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const amount = 1 + (seed % 90_000_000);
    const shown = pricePerCall(amount);
    if (shown.startsWith('<')) continue;
    const dollars = Number(shown.replace(/[$,]|\/1k/g, ''));
    assert.ok(Math.abs(dollars - (amount * 1000) / DOLLAR) <= 0.051 * ((amount * 1000) / DOLLAR), `${amount} reads ${shown}`);
  }
});

test('dollars in a file and nano-dollars inside are the same amount', () => {
  for (const dollars of [0, 0.01, 2.5, 20, 1234.567891234]) assert.equal(Number(decimalDollars(nanodollarsOf(dollars) ?? -1)), dollars);
  assert.equal(nanodollarsOf(-1), null);
  assert.equal(nanodollarsOf(1e12), null);
});
