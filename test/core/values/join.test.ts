import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_MEMBERS, joinValues } from '../../../src/core/values/join.ts';
import { VOLATILITIES, joinVolatility } from '../../../src/core/values/volatility.ts';
import { constant, deref, refTo, text } from '../../../src/core/values/value.ts';
import type { Value } from '../../../src/core/values/value.ts';
import { createRandom } from '../../support/random.ts';
import type { Random } from '../../support/random.ts';

const PLACE = { file: '/w/a.py', span: { start: 0, end: 1 } };

const anyValue = (random: Random, depth = 0): Value => {
  switch (random.int(depth > 3 ? 3 : 6)) {
    case 0: return constant(random.int(5));
    case 1: return text(`text ${random.int(30)}`, PLACE);
    case 2: return { kind: 'opaque', key: `?:${random.int(9)}`, module: '?', parent: null, args: null, place: { file: '/w/a.py', span: { start: random.int(50), end: 60 } }, phase: 'call' };
    case 3: return refTo({ kind: 'list', ordered: true, place: PLACE, items: Array.from({ length: random.int(4) }, () => ({ value: anyValue(random, depth + 1), place: PLACE })) });
    case 4: return refTo({ kind: 'record', rest: null, place: PLACE, entries: Array.from({ length: random.int(4) }, (_, i) => ({ key: `k${i}`, value: anyValue(random, depth + 1), place: PLACE })) });
    default: return joinValues(anyValue(random, depth + 1), anyValue(random, depth + 1));
  }
};

test('joins are bounded', () => {
  for (let seed = 0; seed < 300; seed += 1) {
    const random = createRandom(seed);
    let joined = anyValue(random);
    for (let i = 0; i < 30; i += 1) joined = joinValues(joined, anyValue(random), 'sometimes');
    const plain = deref(joined);
    assert.ok(plain.kind !== 'union' || plain.members.length <= MAX_MEMBERS, `seed ${seed}`);
  }
});

test('what is left out is said', () => {
  let joined: Value = text('a0', PLACE);
  for (let i = 1; i <= MAX_MEMBERS; i += 1) joined = joinValues(joined, text(`a${i}`, PLACE), '');
  const plain = deref(joined);
  assert.ok(plain.kind === 'union' && plain.cut);
});

test('joining a value with itself changes nothing', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const value = anyValue(createRandom(seed));
    assert.equal(joinValues(value, value), value, `seed ${seed}`);
  }
});

test('volatility is a lattice: the greater of two, in any order', () => {
  for (const a of VOLATILITIES) {
    for (const b of VOLATILITIES) {
      assert.equal(joinVolatility(a, b), joinVolatility(b, a));
      assert.ok(VOLATILITIES.indexOf(joinVolatility(a, b)) >= VOLATILITIES.indexOf(a));
    }
  }
});
