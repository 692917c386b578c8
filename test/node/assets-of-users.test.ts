/** What a user brings: a newer price list, and vocabularies that do not ship with Costline. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createCatalogue } from '../../src/core/pricing/catalogue.ts';
import { createTokenizers } from '../../src/core/tokens/tokenizers.ts';
import { readFolderConfig } from '../../src/node/folder-config.ts';
import { createPrices, refreshPrices } from '../../src/node/prices.ts';
import { convertTokenizerJson, createVocabularies, vocabularyFolder } from '../../src/node/vocabularies.ts';

let folder = '';
before(async () => { folder = await mkdtemp(join(tmpdir(), 'costline-user-')); });
after(() => rm(folder, { recursive: true, force: true }));

describe('a newer price list', () => {
  const list = [{ id: 'openai', models: [{ id: 'gpt-4o', match: { equals: 'gpt-4o' }, prices: { input_mtok: 7, output_mtok: { base: 9, tiers: [{ start: 1000, price: 11 }] } } }] }, { id: 'nobody', models: [] }];
  let body: unknown = list;
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end(JSON.stringify(body));
  });
  let url = '';
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data.json`;
  });
  after(() => server.close());
  const inputOf = async (file: string): Promise<number | undefined> => createCatalogue(await createPrices(null, file).load()).find({ model: 'gpt-4o', provider: 'openai', at: Date.parse('2027-01-01') })?.input.base;

  it('is fetched only when asked for, kept, and used while it is the newer one', async () => {
    const file = join(folder, 'prices.json');
    assert.equal(await inputOf(file), 2.5e9);
    assert.equal(asked, 0, 'reading prices asks nobody');
    const kept = await refreshPrices({ url, file, today: '2027-01-01' });
    assert.equal(kept.date, '2027-01-01');
    assert.equal(await inputOf(file), 7e9);
    await refreshPrices({ url, file, today: '2020-01-01' });
    assert.equal(await inputOf(file), 2.5e9, 'an older list never replaces a newer one');
  });

  it('that is none leaves what there was', async () => {
    const file = join(folder, 'kept.json');
    await refreshPrices({ url, file, today: '2027-01-01' });
    for (const wrong of ['<html>', {}, [], [{ id: 'openai', models: [] }]]) {
      body = wrong;
      await assert.rejects(refreshPrices({ url, file, today: '2027-02-01' }), /no price list/);
    }
    assert.equal(await inputOf(file), 7e9);
  });
});

describe('an installed vocabulary', () => {
  const json = { model: { type: 'BPE', vocab: { a: 0, b: 1, ab: 2, abab: 3 }, merges: ['a b', 'ab ab'] } };

  it('makes the count of its models its own, as tokenizer.json or converted', async () => {
    const installed = join(folder, 'vocabularies');
    const count = async (): Promise<readonly [string, number]> => {
      const tokenizer = await createTokenizers(createVocabularies(null, installed)).of('llama-3.3-70b', 'groq');
      return [tokenizer.id, tokenizer.count('abab')];
    };
    assert.equal((await count())[0], 'llama-estimate', 'an estimate says so');
    await mkdir(join(installed, 'llama3'), { recursive: true });
    await writeFile(join(installed, 'llama3', 'tokenizer.json'), JSON.stringify(json));
    assert.deepEqual(await count(), ['llama3', 1]);
    const converted = await convertTokenizerJson(join(installed, 'llama3', 'tokenizer.json'));
    await rm(join(installed, 'llama3'), { recursive: true });
    await writeFile(join(installed, 'llama3.bin'), converted ?? new Uint8Array());
    assert.deepEqual(await count(), ['llama3', 1]);
  });

  it('may be named in costline.json, and what cannot be read is told where it is named', async () => {
    const project = join(folder, 'project');
    await mkdir(join(project, 'models'), { recursive: true });
    await writeFile(join(project, 'models', 'tokenizer.json'), JSON.stringify(json));
    await writeFile(join(project, 'models', 'words.json'), '{"model": {"type": "WordPiece"}}');
    const read = async (vocabularies: Readonly<Record<string, string>>, trusted = true) => {
      await writeFile(join(project, 'costline.json'), `{\n  "vocabularies": ${JSON.stringify(vocabularies)}\n}`);
      return readFolderConfig(project, { trusted });
    };
    const { config, problems } = await read({ llama3: 'models/tokenizer.json' });
    assert.deepEqual([config.vocabularies, problems], [{ llama3: join(project, 'models', 'tokenizer.json') }, []]);
    const tokenizer = await createTokenizers(createVocabularies(null, join(folder, 'none')), config.vocabularies).of('llama-3.3-70b', 'groq');
    assert.deepEqual([tokenizer.id, tokenizer.count('abab')], ['llama3', 1]);

    const bad = await read({ llama3: 'models/words.json', qwen3: 'nowhere.json', deepseek_v3: 'models', phi: 'models/tokenizer.json' });
    assert.deepEqual(bad.config.vocabularies, {});
    assert.deepEqual(bad.problems.map(({ message }) => message.replaceAll(project, '…')), [
      'There is no vocabulary "phi". Known: gemma3, llama3, mistral_nemo, deepseek_v3, qwen3.',
      'Vocabulary llama3: …/models/words.json holds no byte-pair vocabulary: a tokenizer.json is wanted, as models are published with.',
      'Vocabulary qwen3: there is no file …/nowhere.json.', 'Vocabulary deepseek_v3: …/models is no file.',
    ]);
    assert.deepEqual(bad.problems.map(({ location }) => location?.range.start.line), [1, 1, 1, 1]);
    assert.deepEqual((await read({ llama3: 'models/tokenizer.json' }, false)).config.vocabularies, {}, 'not before the folder is trusted');
  });

  it('is looked for where the user says', () => assert.equal(vocabularyFolder({ COSTLINE_VOCABULARIES: '/somewhere' }), '/somewhere'));
});
