import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallSite } from '../../../src/core/call-site.ts';
import type { Config } from '../../../src/core/config/config.ts';
import { createModelSettler } from '../../../src/core/extract/settled-models.ts';
import { extract } from './workspace.ts';

const APP = {
  'src/known.ts': "import OpenAI from 'openai';\nexport const f = (o: OpenAI) => o.chat.completions.create({ model: 'prod-east', messages: [{ role: 'user', content: 'hi' }] });\n",
  'src/open.ts': "import OpenAI from 'openai';\nexport const g = (model: string, o: OpenAI) => o.chat.completions.create({ model, messages: [{ role: 'user', content: 'hi' }] });\n",
};

const settled = async (config: Partial<Pick<Config, 'models' | 'assumedModels'>>): Promise<readonly CallSite[]> => {
  const { calls } = await extract(APP);
  const root = calls[0]!.location.file.slice(0, -'/src/known.ts'.length);
  return calls.map(createModelSettler({ models: {}, assumedModels: [], ...config }, [root]));
};

test('a deployment is known by its model, and an assumption about files leaves what code names alone', async () => {
  const [known, open] = await settled({ models: { 'prod-east': 'gpt-4.1' }, assumedModels: [{ at: 'src/**', model: 'gpt-4o' }] });
  assert.deepEqual([known?.model.id, known?.model.from, known?.model.why], ['gpt-4.1', 'literal', '`prod-east` in code']);
  assert.deepEqual([open?.model.id, open?.model.from, open?.problems], ['gpt-4o', 'assumed', []]);
});

test('an assumption about one call wins over one about its file, and over code', async () => {
  const { calls } = await extract(APP);
  const [known, open] = await settled({ assumedModels: [{ at: 'src/*.ts', model: 'o3' }, ...calls.map(({ id }) => ({ at: id, model: 'gpt-4o-mini' }))] });
  assert.deepEqual([known?.model.id, open?.model.id], ['gpt-4o-mini', 'gpt-4o-mini']);
});

test('without a word in the configuration an unknown model stays unknown', async () => {
  assert.deepEqual((await settled({ assumedModels: [{ at: 'lib/**', model: 'gpt-4o' }] })).map(({ model }) => model.id), ['prod-east', null]);
});
