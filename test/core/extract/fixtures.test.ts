/**
 * What extraction sees, drawn. Each file in `fixtures/` is a small workspace, `---`, and the picture of its call sites.
 * `UPDATE=1 node --test …` draws them anew; read the difference before committing it.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { draw, filesIn } from './drawing.ts';
import { extract } from './workspace.ts';

const folder = new URL('./fixtures/', import.meta.url);
const RULER = '\n---\n';

for (const name of readdirSync(folder).sort()) {
  test(name.replace(/\..*$/, '').replaceAll('-', ' '), async () => {
    const file = new URL(name, folder);
    const [fixture = '', picture = ''] = readFileSync(file, 'utf8').split(RULER);
    const drawn = draw(await extract(filesIn(fixture, `main.${name.split('.').at(-2)}`)));
    if (process.env['UPDATE'] === '1') writeFileSync(file, `${fixture}${RULER}${drawn}`);
    else assert.equal(drawn, picture);
  });
}
