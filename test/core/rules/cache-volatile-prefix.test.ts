import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FILE, findingsOf, fixed, words } from './drawn.ts';
import type { Drawing } from './drawn.ts';
import { findingsInCode } from './real.ts';

const RULE = 'cache/volatile-prefix';
const LONG = words(1500);
const found = (source: string, drawing: Drawing = {}) => findingsOf(source, drawing, RULE);
/** The long text as one word, so that a fix can be read. */
const shown = (text: string | null): string | null => (text === null ? null : text.replaceAll(LONG, '…'));
const within = (source: string, drawing: Drawing = {}) => shown(fixed(source, RULE, 'move-behind-static', drawing));

test('a timestamp before a long static prompt is underlined with what it loses', () => {
  const source = `system = f"""Now: {now()}\n\n${LONG}\n"""\n`;
  const [finding, ...others] = found(source);
  assert.equal(others.length, 0);
  assert.equal(finding?.level, 'warning');
  assert.deepEqual(finding.location, { file: FILE, range: { start: { line: 0, character: 18 }, end: { line: 0, character: 25 } } });
  assert.equal(finding.message, '`now()` changes on every call, so 1,408 tokens of this prompt are never read from the cache: $1.80 per thousand calls.');
  assert.deepEqual({ lost: finding.data.lostTokens, dollars: finding.data.lostPerCall, model: finding.data.model }, { lost: 1408, dollars: 1_760_000, model: 'gpt-4o' });
});

test('quiet where nothing can be lost', () => {
  const quiet: Record<string, readonly [string, Drawing?]> = {
    'too short to be cached': [`system = f"Now: {now()} ${words(700)}"`],
    'the time stands at the end': [`system = f"${LONG} Now: {now()}"`],
    'the time stands in the last message': [`system = "${LONG}"\nuser = f"{now()} {question}"`],
    'a date changes once a day': [`system = f"Today: {today} ${LONG}"`],
    'a constant': [`system = f"{CONST} ${LONG}"`],
    'a script that runs once': [`system = f"{now()} ${LONG}"`, { site: { use: 'once' } }],
    'a gateway: the prompt is its callers\'': [`system = f"{now()} ${LONG}"`, { site: { gateway: { callers: 3 } } }],
    'the question stands before it anyway': [`system = f"{question} {now()} ${LONG}"`],
    'a local model without token fees': [`system = f"{now()} ${LONG}"`, { provider: 'ollama', model: 'llama3' }],
    'a quiet place': [`system = f"{now()} ${LONG}"`, { quiet: true }],
    'this model caches from 4,096 tokens': [`system = f"{now()} ${LONG}"`, { provider: 'anthropic', model: 'claude-haiku-4-5' }],
    'cache reads were seen': [`system = f"{now()} ${LONG}"`, { observed: { calls: 100, cacheRead: 120_000 } }],
    'a rule that is off': [`system = f"{now()} ${LONG}"`, { config: { rules: { [RULE]: { level: 'off', options: {} } } } }],
  };
  for (const [why, [source, drawing]] of Object.entries(quiet)) assert.deepEqual(found(source, drawing), [], why);
});

test('a parameter nobody can trace does not end what is lost; it is named', () => {
  const [finding] = found(`system = f"Now: {now()} Workspace: {workspace_id} ${LONG}\n{intent}"`);
  assert.equal(finding?.data.lostTokens, 1408);
  assert.deepEqual(finding.related.map(({ message }) => message), ['`workspace_id` changes too', 'sent by this call'], 'what stands behind the text breaks nothing');
  assert.deepEqual(found(`system = f"Now: {now()} Question: {question} ${LONG}"`), []);
});

test('a warning needs fifty cents per thousand calls, or a dollar seen in a day; without a price it is a hint', () => {
  const source = `system = f"Now: {now()} ${LONG}"`;
  const cheap = { input: 150_000_000, cacheRead: 75_000_000, cacheWrite5m: null, output: null };
  assert.equal(found(source, { price: cheap })[0]?.level, 'hint');
  assert.equal(found(source, { price: cheap, observed: { calls: 20_000, callsToday: 20_000 } })[0]?.level, 'warning');
  assert.equal(found(source, { price: null })[0]?.level, 'hint');
  assert.equal(found(source, { price: null })[0]?.data.lostPerCall, undefined);
  assert.equal(found(source, { config: { rules: { [RULE]: { level: 'information', options: {} } } } })[0]?.level, 'information');
});

test('a month is told only at a volume that was observed in production or declared', () => {
  const source = `system = f"Now: {now()} ${LONG}"`;
  assert.equal(found(source)[0]?.data.lostPerMonth, undefined);
  assert.equal(found(source, { observed: { calls: 9, callsPerMonth: 1000 } })[0]?.data.lostPerMonth, 1_760_000_000);
  assert.match(found(source, { observed: { calls: 9, callsPerMonth: 1_000_000 } })[0]?.message ?? '', /\$1,\d{3} a month at the observed rate/);
  assert.doesNotMatch(found(source)[0]?.message ?? '', /month/);
  assert.equal(found(source, { config: { declaredVolume: { answer: 10 } } })[0]?.data.lostPerMonth, 17_600_000);
});

test('calls without a single cache read confirm it', () => {
  const [finding] = found(`system = f"Now: {now()} ${LONG}"`, { observed: { calls: 40 } });
  assert.equal(finding?.data.evidence, 'confirmed');
  assert.match(finding.message, /confirmed by 40 calls/);
});

test('several causes in one prefix are one squiggle; the others are related', () => {
  const [finding, ...others] = found(`system = f"""Now: {now()}\nRun: {uuid4()}\n${LONG}\n"""`);
  assert.equal(others.length, 0);
  assert.deepEqual(finding?.related.map(({ message }) => message), ['`uuid4()` changes too', 'sent by this call']);
});

test('intended, with a reason, is silent; without one it is not', () => {
  const source = `system = f"Now: {now()} ${LONG}"`;
  assert.equal(found(`# costline: intended ${RULE} because runs must not share\n${source}`).length, 0);
  assert.equal(found(`// costline: intended ${RULE} because runs must not share\n${source}`).length, 0);
  assert.equal(found(`# costline: intended ${RULE}\n${source}`).length, 1);
  assert.equal(found(`# costline: intended cache/other because of it\n${source}`).length, 1);
  for (const at of ['site', 'answer', 'app/agent.py', 'agent.py:1']) {
    assert.equal(found(source, { config: { intended: [{ rule: RULE, at, reason: 'x' }] } }).length, 0, at);
  }
  assert.equal(found(source, { config: { intended: [{ rule: RULE, at: 'gent.py', reason: 'x' }] } }).length, 1);
});

test('fix: the line moves behind the static text, with its blank line', () => {
  assert.equal(within(`system = f"""Now: {now()}\n\nYou help.\n${LONG}\n"""`), 'system = f"""You help.\n…\n\nNow: {now()}\n"""');
});

test('fix: a text without a newline at its end gets the one that the line brings', () => {
  assert.equal(within(`const system = \`Now: \${now()}\n${LONG}\`;`), 'const system = `…\nNow: ${now()}`;');
});

test('fix: a heading or a tag around the value goes with it', () => {
  assert.equal(within(`system = f"""## Now\n{now()}\n\n## Rules\n${LONG}\n"""`), 'system = f"""## Rules\n…\n\n## Now\n{now()}\n"""');
  assert.equal(within(`system = f"""<now>\n{now()}\n</now>\n${LONG}\n"""`), 'system = f"""…\n<now>\n{now()}\n</now>\n"""');
});

test('fix: what asks the question stays last, heading and all', () => {
  assert.equal(within(`system = f"""Now: {now()}\n\n${LONG}\n\n# Question\n{question}"""`), 'system = f"""…\n\nNow: {now()}\n\n# Question\n{question}"""');
  assert.equal(within(`system = f"""Now: {now()}\n${LONG}\nAnswer:"""`), 'system = f"""…\nNow: {now()}\nAnswer:"""');
});

test('fix: in one long line the sentence moves', () => {
  assert.equal(within(`system = f"Today is {now()}. You help. ${LONG}"`), 'system = f"You help. … Today is {now()}."');
});

test('fix: a line that introduces what stands below it stays above it', () => {
  assert.equal(within(`system = f"""You help. Today is {now()}. Follow these rules:\n- ${LONG}\n"""`), 'system = f"""You help. Follow these rules:\n- … Today is {now()}.\n"""');
  assert.equal(within(`system = f"""Rules as of {now()}:\n- ${LONG}\n"""`), null);
});

test('fix: literals side by side and concatenations change places as they are written', () => {
  assert.equal(within(`system = (\n    f"Now: {now()}\\n"\n    "You help.\\n"\n    "${LONG}"\n)`), 'system = (\n    "You help.\\n"\n    "…"\n    f"\\nNow: {now()}"\n)');
  assert.equal(within(`const system = "Now: " + now() + "\\nYou help. ${LONG}";`), 'const system = "You help. …\\n" + "Now: " + now();');
});

test('fix: into the last user message where both are written in the same call', () => {
  const source = `system = f"Now: {now()}\\n${LONG}"\nuser = f"{question}"`;
  assert.equal(shown(fixed(source, RULE, 'move-to-user-message')), 'system = f"…"\nuser = f"Now: {now()}\\n{question}"');
});

test('no fix where it would only look like one', () => {
  const markers = { block: { system: { breakpoint: { ttl: null, location: found(`system = f"{now()} ${LONG}"`)[0]?.location ?? assert.fail() } } }, provider: 'anthropic', model: 'claude-sonnet-5' };
  const source = `system = f"""Now: {now()}\n${LONG}\n"""`;
  assert.equal(within(source, markers), null, 'a marked block is cached as a whole');
  assert.equal(found(source, markers).length, 1);
  assert.equal(within(`system = f"""Now: {now()}\n"""\nuser = f"${LONG}"`), null, 'the static text is in another block');
  assert.equal(within(`system = f"Now {now()} and ${LONG.replaceAll('.', ',')}"`), null, 'one endless sentence');
});

const RULES_PY = `RULES = """${words(1500)}"""\n\n`;

/** Instructions that a function makes are made for each run, wherever the agent itself is made. */
const MADE_ANEW: Readonly<Record<string, readonly [string, number]>> = {
  'a function of the OpenAI Agents SDK': [`from datetime import datetime\nfrom agents import Agent\n${RULES_PY}def told(ctx, agent):\n    return f"Now: {datetime.now()}\\n{RULES}"\n\nagent = Agent(name="a", instructions=told, model="gpt-4o")\n`, 1],
  'a lambda': [`from datetime import datetime\nfrom agents import Agent\n${RULES_PY}agent = Agent(name="a", instructions=lambda ctx, agent: f"Now: {datetime.now()}\\n{RULES}", model="gpt-4o")\n`, 1],
  'a function decorated for Pydantic AI': [`from datetime import datetime\nfrom pydantic_ai import Agent\n${RULES_PY}agent = Agent("openai:gpt-4o")\n\n@agent.instructions\ndef told():\n    return f"Now: {datetime.now()}\\n{RULES}"\n`, 1],
  'a text, which is as old as the process': [`from datetime import datetime\nfrom agents import Agent\n${RULES_PY}agent = Agent(name="a", instructions=f"Now: {datetime.now()}\\n{RULES}", model="gpt-4o")\n`, 0],
};

for (const [why, [source, count]] of Object.entries(MADE_ANEW)) {
  test(`an agent made once, with instructions by ${why}`, async () => {
    const told = (await findingsInCode({ 'agent.py': source }, `/made-anew/${why}`)).filter(({ rule }) => rule === RULE);
    assert.equal(told.length, count);
  });
}

test('an hour costs a prefix once an hour: a hint, without dollars that each call would lose', async () => {
  const asking = (format: string): string => `from datetime import datetime\nfrom openai import OpenAI\nclient = OpenAI()\n\ndef answer(question: str):\n    system = f"Now: {datetime.now().strftime('${format}')}\\n${LONG}"\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, {"role": "user", "content": question}])\n`;
  const [hourly] = await findingsInCode({ '/hours/a.py': asking('%d %B, %H:00') }, RULE);
  assert.equal(hourly?.level, 'hint');
  assert.equal(hourly.data.lostPerCall, undefined);
  assert.match(hourly.message, /changes every hour, so 1,408 tokens of this prompt are then read anew\.$/);
  const [each] = await findingsInCode({ '/minutes/a.py': asking('%d %B, %H:%M') }, RULE);
  assert.equal(each?.level, 'warning');
  assert.deepEqual(await findingsInCode({ '/days/a.py': asking('%d %B (UTC%z)') }, RULE), []);
});
