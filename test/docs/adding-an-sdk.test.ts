/** The example of `src/core/sdks/README.md`: it is the code in `acme.ts`, which is compiled with the rest, and finds what the page says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SDK_WORDS, SDKS } from '../../src/core/sdks/registry.ts';
import { ACME } from './acme.ts';

// One more SDK, for this process only; what reads the list is loaded after.
Object.assign(SDKS, { [SDKS.length]: ACME });
Object.assign(SDK_WORDS, Object.fromEntries(ACME.words.map((word, i) => [SDK_WORDS.length + i, word])));
const { extract } = await import('../core/extract/workspace.ts');

const page = readFileSync('src/core/sdks/README.md', 'utf8');
const [example = '', typescript = '', python = ''] = [...page.matchAll(/^```(?:ts|py)\n([^]*?)^```$/gm)].map((block) => block[1] ?? '');

test('the smallest SDK is the one that is compiled', () => {
  assert.equal(example.replace("'./sdk.ts'", "'../../src/core/sdks/sdk.ts'"), readFileSync(new URL('acme.ts', import.meta.url), 'utf8'));
});

for (const [name, program] of [['main.ts', typescript], ['main.py', python]] as const) {
  test(`it finds what the page says in ${name}`, async () => {
    const { calls } = await extract({ [name]: program });
    assert.deepEqual(calls.map(({ sdk, provider, model, outputLimit, blocks }) => [sdk, provider, model.id, outputLimit?.tokens, blocks.map((block) => block.role)]), [
      ['acme', 'acme', 'acme-1', 100, ['system', 'user']],
    ]);
    const lines = program.split('\n');
    assert.doesNotMatch(lines[calls[0]?.location.range.end.line ?? 0] ?? '', /not a call/);
    assert.ok(lines.some((line) => line.endsWith('not a call')));
  });
}
