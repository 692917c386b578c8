/** Spend stands at the line that made it, or at none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallSite } from '../../../src/core/call-site.ts';
import { matchPlace, matchPlaces, SURE } from '../../../src/telemetry/matching/match.ts';
import type { ObservedPlace } from '../../../src/telemetry/protocol.ts';
import { callSpan, ingest, openLedger } from '../../support/ledgers.ts';
import { START } from '../../support/drawn-spans.ts';
import { site } from './sites.ts';

const place = (file: string | null, line: number | null, name: string | null, more: Partial<ObservedPlace> = {}): ObservedPlace => ({
  location: file === null && name === null ? null : { file, line, function: name }, names: [], model: 'gpt-4o-2024-08-06', calls: 1, callsToday: 1, costToday: 0,
  inputP50: 0, inputP95: 0, outputP50: 0, cacheRead: 0, cacheWrite: 0, lastSeen: 0, callsPerMonth: null, ...more,
});

/** The id of the site that is sure to be it. */
const sure = (seen: ObservedPlace, ...sites: readonly CallSite[]): string | null => {
  const match = matchPlace(seen, sites);
  return match !== null && match.confidence >= SURE ? match.site.id : null;
};

test('the line decides, whatever model answered, and of calls inside each other the inner one', () => {
  const [outer, inner] = [site({ id: 'outer', lines: [10, 20] }), site({ id: 'inner', lines: [12, 13] })];
  assert.equal(sure(place('/repo/src/triage.ts', 12, 'triage', { model: 'claude-opus-5-5' }), outer, inner), 'inner');
  assert.equal(sure(place('src/triage.ts', 18, 'triage'), outer, inner), 'outer');
  assert.equal(sure(place('C:\\repo\\src\\triage.ts', 12, 'triage'), inner), 'inner');
});

test('code that moved since is known by its function, and by its model where it calls twice', () => {
  const [one, two] = [site({ id: 'one' }), site({ id: 'two', lines: [16, 18], model: 'gpt-5' })];
  assert.equal(sure(place('src/triage.ts', 99, 'Desk.triage'), one, site({ id: 'elsewhere', enclosing: 'answer' })), 'one');
  assert.equal(sure(place('src/triage.ts', 99, 'triage'), one, two), 'one');
  assert.equal(sure(place('src/triage.ts', 99, 'triage'), one, site({ id: 'like one', lines: [30, 31] })), null);
  assert.equal(sure(place('src/triage.ts', 99, 'triage', { model: 'claude-opus-5-5' }), one), null);
});

test('paths of a container or another checkout end alike; a name alone is not enough', () => {
  assert.equal(sure(place('/app/src/triage.ts', 12, 'triage'), site({ id: 'here' }), site({ id: 'other', file: '/repo/lib/triage.ts' })), 'here');
  assert.equal(sure(place('/app/elsewhere/triage.ts', 12, 'triage'), site({ id: 'here' })), null);
  assert.equal(sure(place(null, null, 'triage'), site({ id: 'here' })), null);
});

test('names written in code: a function id, an agent, a prompt', () => {
  const named = site({ id: 'named', names: ['triage-ticket'] });
  assert.equal(sure(place(null, null, null, { names: ['triage-ticket'] }), named, site({ id: 'other', lines: [30, 31] })), 'named');
  assert.equal(sure(place(null, null, null, { names: ['triage'] }), named), null);
  const twice = [named, site({ id: 'again', names: ['triage-ticket'], lines: [30, 31], model: 'gpt-5' })];
  assert.equal(sure(place(null, null, null, { names: ['triage-ticket'] }), ...twice), 'named');
  assert.equal(sure(place(null, null, null, { names: ['triage-ticket'], model: null }), ...twice), null);
});

test('what no site is sure to have made is listed', () => {
  const seen = [place('src/triage.ts', 12, 'triage'), place('src/gone.ts', 3, 'gone'), place(null, null, null, { names: ['nobody'] })];
  const { bySite, unattributed } = matchPlaces(seen, [site({ id: 'here' })]);
  assert.deepEqual([...bySite], [['here', [seen[0]]]]);
  assert.deepEqual(unattributed, seen.slice(1));
});

test('what a user assigned stays so for later calls of the same place, and only there', async () => {
  const ledger = await openLedger();
  ingest(ledger, [callSpan({ attributes: { feature: 'digest' } }), callSpan({ attributes: { feature: 'other' } })]);
  const record = ledger.records({}).find(({ feature }) => feature === 'digest');
  assert.equal(ledger.assign(record?.id ?? '', 'site-7'), true);
  assert.equal(ledger.assign('no such record', 'site-7'), false);
  ingest(ledger, [callSpan({ minute: 1, attributes: { feature: 'digest' } })]);
  const shown = ledger.assigned('w', ledger.records({}));
  assert.deepEqual(ledger.records({}).map(({ id, feature }) => [feature, shown[id]]).sort(), [['digest', 'site-7'], ['digest', 'site-7'], ['other', undefined]]);
  const places = ledger.places('w', START - 1e9, START - 1e9);
  assert.deepEqual(places.map(({ names, calls }) => [names, calls]).sort(), [[['digest'], 2], [['other'], 1]]);
  const sites = [site({ id: 'site-7' }), site({ id: 'site-8', names: ['digest', 'other'] })];
  assert.deepEqual(places.map((each) => [each.names[0], sure(each, ...sites)]).sort(), [['digest', 'site-7'], ['other', 'site-8']]);
  ledger.rebuild();
  assert.equal(ledger.places('w', START - 1e9, START - 1e9).some(({ assigned }) => assigned === 'site-7'), true);
  ledger.close();
});
