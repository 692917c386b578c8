/**
 * Claims against evidence. Each file in `fixtures/` is a small program of one SDK, `---`, and the picture of its call sites;
 * a line that ends in `not a call` looks like a call of a model and is none. `UPDATE=1 node --test …` draws them anew.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Extraction } from '../../../src/core/extract/extract.ts';
import { SDKS } from '../../../src/core/sdks/registry.ts';
import { ECMASCRIPT } from '../../../src/core/sdks/support/ecmascript.ts';
import { PYTHON } from '../../../src/core/sdks/support/python.ts';
import type { Support } from '../../../src/core/sdks/support/support.ts';
import { claimsOf } from '../../../src/core/sdks/support/support.ts';
import { draw, filesIn } from '../extract/drawing.ts';
import type { Texts } from '../extract/workspace.ts';
import { extract } from '../extract/workspace.ts';
import { facetsShown } from './evidence.ts';

const folder = new URL('./fixtures/', import.meta.url);
const RULER = '\n---\n';
const LANGUAGES = { py: PYTHON, ts: ECMASCRIPT };
const fixtures = readdirSync(folder).sort();

for (const name of fixtures) {
  const [stem = '', ending = ''] = name.split('.');
  const claims = (ending === 'py' ? LANGUAGES.py : LANGUAGES.ts).filter((row) => row.fixture === stem);
  test(`${stem.replaceAll('-', ' ')} in ${ending}`, async () => {
    const file = new URL(name, folder);
    const [fixture = '', picture = ''] = readFileSync(file, 'utf8').split(RULER);
    const files = filesIn(fixture, `main.${ending}`);
    const extraction = await extract(files);
    const drawn = draw(extraction);
    if (process.env['UPDATE'] === '1') writeFileSync(file, `${fixture}${RULER}${drawn}`);
    else assert.equal(drawn, picture);
    holdsClaims(claims, extraction);
    keepsQuiet(files, extraction);
  });
}

const belongs = (row: Support) => (call: Extraction['calls'][number]): boolean =>
  row.sdk === call.sdk && (row.provider === undefined || row.provider === call.provider);

/** The fixture shows what is claimed and nothing else, and each of its calls is claimed. */
function holdsClaims(claims: readonly Support[], { calls }: Extraction): void {
  for (const row of claims) assert.deepEqual(claimsOf(row), facetsShown(calls.filter(belongs(row))), `the facets of ${row.name}`);
  const unclaimed = calls.filter((call) => call.kind !== 'wrapper' && !claims.some((row) => belongs(row)(call)));
  assert.deepEqual(unclaimed.map((call) => `${call.sdk} of ${call.provider}, line ${call.location.range.start.line + 1}`), [], 'calls that no row claims');
}

/** What looks like a call and is none is there, and silent. */
function keepsQuiet(files: Texts, { calls }: Extraction): void {
  const lookAlikes = Object.entries(files).flatMap(([name, text]) => text.split('\n').flatMap((line, i) => (line.endsWith('not a call') ? [`${name}:${i}`] : [])));
  assert.ok(lookAlikes.length > 0, 'a look-alike');
  const lines = new Set(calls.map(({ location }) => `${location.file.split('/').at(-1)}:${location.range.start.line}`));
  assert.deepEqual(lookAlikes.filter((line) => lines.has(line)), []);
}

test('every claim has its fixture', () => {
  const missing = Object.entries(LANGUAGES).flatMap(([ending, rows]) => rows.filter((row) => !fixtures.includes(`${row.fixture}.${ending}.fixture`)).map((row) => `${row.name} in ${ending}`));
  assert.deepEqual(missing, []);
});

test('every SDK has its claim', () => {
  const claimed = new Set([...PYTHON, ...ECMASCRIPT].map((row) => row.sdk));
  const ids = new Set(SDKS.flatMap((sdk) => sdk.calls.map((shape) => shape.id ?? sdk.id)));
  assert.deepEqual([...ids].filter((id) => !claimed.has(id)).sort(), [...UNCLAIMED].sort());
});

/** SDKs whose rows are still to be written. */
const UNCLAIMED: readonly string[] = [];

test('a sighting names a repository and a path, and a facet stands once', () => {
  for (const row of [...PYTHON, ...ECMASCRIPT]) {
    for (const sighting of Object.keys(row.seen)) assert.match(sighting, /^[\w.-]+\/[\w.-]+ \S.*$/, row.name);
    const facets = [...Object.values(row.seen).flat(), ...(row.unseen ?? [])];
    assert.deepEqual(facets.filter((facet, i) => facets.indexOf(facet) !== i), [], row.name);
  }
});
