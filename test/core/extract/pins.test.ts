import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultAt, pinIn } from '../../../src/core/extract/workspace/pins.ts';
import { extract } from './workspace.ts';

const asked = (text: string): string | null => {
  const pin = pinIn(text, 'openai-agents');
  return pin && `${pin.below ? '<' : ''}${pin.version}`;
};

test('a version is read wherever projects write one', () => {
  assert.equal(asked('openai-agents==0.4.1\n'), '0.4.1');
  assert.equal(asked('requests\nopenai_agents[voice]~=0.4 ; python_version > "3.9"\n'), '0.4');
  assert.equal(asked('dependencies = [\n  "openai-agents>=0.1,<0.9",\n]'), '<0.9');
  assert.equal(asked('openai-agents = "^0.3.2"\n'), '0.3.2');
  assert.equal(asked('"openai-agents": "^0.1.0",'), '0.1.0');
  assert.equal(asked('[[package]]\nname = "openai-agents"\nversion = "0.6.3"\n'), '0.6.3');
});

test('what any newer version meets says nothing', () => {
  assert.equal(asked('openai-agents>=0.1\n'), null);
  assert.equal(asked('openai-agents\n'), null);
  assert.equal(asked('my-openai-agents==1.0\n'), null);
});

test('the default is that of the version', () => {
  const defaults = [{ id: 'new', since: '1.10' }, { id: 'old', since: '0.2' }];
  assert.equal(defaultAt(defaults, { version: '1.9.9', below: false }), 'old');
  assert.equal(defaultAt(defaults, { version: '1.10', below: false }), 'new');
  assert.equal(defaultAt(defaults, { version: '1.10', below: true }), 'old');
  assert.equal(defaultAt(defaults, { version: '0.1', below: false }), null);
});

test("an agent without a model has the default of its project's version", async () => {
  const code = 'from agents import Agent\nagent = Agent(name="a", instructions="Be kind.")\n';
  const models = async (texts: Record<string, string>): Promise<readonly string[]> => (await extract(texts)).calls.map(({ model }) => `${model.id} ${model.from} ${model.candidates.length}`);
  assert.deepEqual(await models({ 'app/main.py': code, 'requirements.txt': 'openai-agents==0.1.0\n' }), ['gpt-4o sdk-default 0']);
  assert.deepEqual(await models({ 'app/main.py': code, 'app/pyproject.toml': 'dependencies = ["openai-agents~=0.4.0"]', 'requirements.txt': 'openai-agents==0.1.0\n' }), ['gpt-4.1 sdk-default 0']);
  assert.deepEqual(await models({ 'app/main.py': code, 'requirements.txt': 'openai-agents==0.2.8\n' }), ['gpt-4o sdk-default 0']);
  assert.deepEqual(await models({ 'app/main.py': code, 'requirements.txt': 'openai-agents==0.17.2\n' }), ['gpt-5.4-mini sdk-default 0']);
  assert.deepEqual(await models({ 'app/main.py': code }), ['gpt-5.6-luna sdk-default 4']);
  const [call] = (await extract({ 'app/main.py': code })).calls;
  const whens = call?.model.candidates.map(({ when }) => when);
  assert.match(whens?.at(-1) ?? '', /^before version \S+$/);
  assert.ok(whens?.slice(0, -1).every((when) => when.startsWith('from version ')));
});
