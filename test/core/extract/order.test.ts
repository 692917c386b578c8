/** What is found does not depend on the way there: the order of files, what was known before, or what was edited in between. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_CONFIG } from '../../../src/core/config/defaults.ts';
import { createRandom } from '../../support/random.ts';
import { extract, filesOf, nameOf, newExtractor } from './workspace.ts';
import type { Texts } from './workspace.ts';

const WORKSPACE: Texts = {
  'llm/client.py': `from openai import OpenAI
client = OpenAI()

def complete(messages, model="gpt-4o"):
    return client.chat.completions.create(model=model, messages=messages)
`,
  'llm/ask.py': `from .client import complete
from prompts.texts import RULES

def ask(question, rules=RULES):
    return complete([{"role": "system", "content": rules}, {"role": "user", "content": question}])
`,
  'llm/__init__.py': 'from .ask import ask\n',
  'prompts/names.py': 'NAME = "Ada"\n',
  'prompts/texts.py': 'from prompts.names import NAME\nRULES = f"You are {NAME}. Answer in one sentence."\n',
  'app/jobs.py': `from llm import ask

class Jobs:
    def summarise(self, text):
        return ask("Summarise this text: " + text)

    def name(self, text):
        return self.summarise(text)
`,
  'app/chain.py': `from llm.client import complete

def first(items):
    return [second(item, items) for item in items]

def second(item, items):
    if item:
        return complete([{"role": "user", "content": f"Describe {item}."}])
    return first(items)
`,
  // Four stand for the abstract one; which are looked into must not depend on which was met first.
  'engines/engine.py': `from abc import ABC, abstractmethod

class Engine(ABC):
    @abstractmethod
    def answer_prompt(self, prompt): ...

def describe(engine: Engine, thing):
    return engine.answer_prompt("Describe in one sentence: " + thing)
`,
  'engines/a_mistral.py': `from mistralai import Mistral
from .engine import Engine

class MistralEngine(Engine):
    def answer_prompt(self, prompt):
        return Mistral().chat.complete(model="mistral-small-latest", messages=[{"role": "user", "content": prompt}])
`,
  'engines/b_openai.py': `from openai import OpenAI
from .engine import Engine

class OpenAIEngine(Engine):
    def answer_prompt(self, prompt):
        return OpenAI().responses.create(model="gpt-4o-mini", instructions="Be brief.", input=prompt)
`,
  'engines/c_cohere.py': `import cohere
from .engine import Engine

class CohereEngine(Engine):
    def answer_prompt(self, prompt):
        return cohere.ClientV2().chat(model="command-r", messages=[{"role": "user", "content": prompt}])
`,
  'engines/d_anthropic.py': `import anthropic
from .engine import Engine

class AnthropicEngine(Engine):
    def answer_prompt(self, prompt):
        return anthropic.Anthropic().messages.create(model="claude-haiku-4-5", max_tokens=200, messages=[{"role": "user", "content": prompt}])
`,
  'app/test_engine.py': `from openai import OpenAI
from engines.engine import Engine, describe

class CheapEngine(Engine):
    def answer_prompt(self, prompt):
        return OpenAI().responses.create(model="gpt-3.5-turbo", input=prompt)

def test_describe():
    assert describe(CheapEngine(), "a chair")
`,
  // Nothing here or in what it imports itself names a model: that is two files away.
  'app/desk.py': `from .office import Office

class Desk:
    def __init__(self):
        self.office = Office()

    def reply(self, text):
        return self.office.write_reply("Reply kindly to: " + text)
`,
  'app/office.py': `from .writer import Writer

class Office:
    def __init__(self):
        self.writer = Writer()

    def write_reply(self, prompt):
        return self.writer.compose(prompt)
`,
  'app/writer.py': `from openai import OpenAI

class Writer:
    def compose(self, prompt):
        return OpenAI().responses.create(model="gpt-4o", input=prompt)
`,
  'web/send.ts': `import Anthropic from '@anthropic-ai/sdk';
const client = new Anthropic();
export const send = (system: string, text: string) => client.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 100, system, messages: [{ role: 'user', content: text }] });
`,
  'web/review.ts': `import { send } from './send';
export const review = (diff: string) => send('You review changes. Name every risk.', diff);
`,
  'prompts/brief.md': 'You answer in one line.\n',
  'app/brief.py': `from pathlib import Path
from openai import OpenAI

BRIEF = Path("prompts/brief.md").read_text()

def brief(text):
    return OpenAI().responses.create(model="gpt-4o", instructions=BRIEF, input=text)
`,
  'app/plain.py': 'def add(a, b):\n    return a + b\n',
};

/** Everything that a user could see, in an order of its own. */
const seen = async (...args: Parameters<typeof extract>): Promise<readonly string[]> =>
  (await extract(...args)).calls.map((call) => JSON.stringify(call)).sort();

function shuffled(texts: Texts, seed: number): Texts {
  const random = createRandom(seed);
  const names = Object.keys(texts);
  for (let i = names.length - 1; i > 0; i -= 1) {
    const j = random.int(i + 1);
    [names[i], names[j]] = [names[j]!, names[i]!];
  }
  return Object.fromEntries(names.map((name) => [name, texts[name]!]));
}

test('files are read in any order', async () => {
  const expected = await seen(WORKSPACE);
  assert.equal(expected.length, 17);
  for (let seed = 0; seed < 12; seed += 1) assert.deepEqual(await seen(shuffled(WORKSPACE, seed)), expected, `seed ${seed}`);
});

const EDITS: readonly (readonly [string, (text: string) => string])[] = [
  ['app/jobs.py', (text) => text.replace('Summarise this text', 'Summarise that text')],
  ['prompts/names.py', (text) => text.replace('Ada', 'Grace')],
  ['prompts/brief.md', (text) => text.replace('one line', 'two lines')],
  ['llm/client.py', (text) => text.replace('gpt-4o', 'gpt-4.1')],
  ['app/plain.py', (text) => `${text}\n`],
  ['web/review.ts', (text) => `// Reviews.\n${text}`],
  ['app/chain.py', (text) => text.replace('Describe', 'Explain')],
];

test('after edits the answer is that of a first look', async () => {
  const extractor = newExtractor();
  let texts = WORKSPACE;
  await seen(texts, extractor);
  for (const [name, edit] of EDITS) {
    texts = { ...texts, [name]: edit(texts[name]!) };
    assert.deepEqual(await seen(texts, extractor), await seen(texts), name);
  }
});

test('what stands in for a model in a test is not meant by the code under test', async () => {
  const { calls } = await extract(WORKSPACE);
  const described = calls.find(({ enclosing, kind }) => enclosing === 'describe' && kind === 'wrapper');
  assert.deepEqual(described?.model.candidates.map(({ id }) => id).sort(), ['command-r', 'gpt-4o-mini', 'mistral-small-latest']);
});

test('one open file is understood as in a look at all; who calls it is left open until then', async () => {
  const all = (await extract(WORKSPACE)).calls;
  // What stands for an abstract class is in files that it does not import.
  for (const name of Object.keys(WORKSPACE).filter((each) => !['engines/engine.py', 'app/test_engine.py'].includes(each))) {
    const expected = all.filter(({ location }) => nameOf(location.file) === name).map((call) => (call.gateway === null ? call : { ...call, gateway: { callers: null } }));
    assert.deepEqual((await extract(WORKSPACE, newExtractor(), [name])).calls, expected, name);
  }
});

test('an open wrapper knows the calls of other files that end in it, once all was looked at', async () => {
  const extractor = newExtractor();
  await extract(WORKSPACE, extractor);
  const { calls, callers } = await extract(WORKSPACE, extractor, ['web/send.ts']);
  assert.deepEqual(calls.map(({ gateway }) => gateway), [{ callers: 1 }]);
  assert.deepEqual(callers.map(({ location }) => nameOf(location.file)), ['web/review.ts']);
  assert.deepEqual((await extract(WORKSPACE, extractor, ['web/review.ts'])).callers, [], 'nobody calls the last of them');
});

test('a look that was given up any number of times, with files opened and edited in between, ends as a first look', async () => {
  const names = Object.keys(WORKSPACE);
  for (let seed = 0; seed < 24; seed += 1) {
    const random = createRandom(seed);
    let texts = shuffled(WORKSPACE, seed);
    let asked = 0;
    let limit = 0;
    const extractor = newExtractor();
    const signal = new AbortController().signal;
    signal.throwIfAborted = () => {
      asked += 1;
      if (asked > limit) throw new Error('given up');
    };
    const giveUp = async (only?: readonly string[]): Promise<void> => {
      [asked, limit] = [0, random.int(3 * names.length)];
      const files = filesOf(texts);
      const snapshot = only === undefined ? { files, trusted: true } : { files, only: only.map((name) => `/w/${name}`), trusted: true };
      await extractor.extract(snapshot, { config: DEFAULT_CONFIG, signal }).catch((error: unknown) => assert.match(String(error), /given up/));
    };
    for (let tries = 0; tries < 8; tries += 1) {
      await giveUp();
      await extract(texts, extractor, [random.pick(names)]);
      const [name, edit] = random.pick(EDITS);
      // There and back: an edit that is undone is one too.
      texts = { ...texts, [name]: texts[name] === WORKSPACE[name] ? edit(WORKSPACE[name]!) : WORKSPACE[name]! };
      await giveUp([name]);
    }
    assert.deepEqual(await seen(texts, extractor), await seen(texts), `seed ${seed}`);
  }
});
