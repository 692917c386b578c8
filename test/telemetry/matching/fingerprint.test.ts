/** A call is told by what its prompt has in common with code, and by nothing that can be read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block, Segment } from '../../../src/core/call-site.ts';
import { fingerprintOf, marksIn } from '../../../src/telemetry/matching/fingerprint.ts';
import { matchPlace, SURE } from '../../../src/telemetry/matching/match.ts';
import { promptTextsIn } from '../../../src/telemetry/prompt-texts.ts';
import type { ObservedPlace } from '../../../src/telemetry/protocol.ts';
import { START } from '../../support/drawn-spans.ts';
import { callSpan, ingest, openLedger } from '../../support/ledgers.ts';
import { site } from './sites.ts';

const RULES = 'You answer for the support desk of a bank. Be brief, be kind, name the page of the handbook you quote, and never promise a refund.';
const TRIAGE = 'Read the ticket and name its team: billing, cards, fraud or loans. One word, no explanation, no full stop at its end.';

/** `‹day›` is a hole. */
function block(role: Block['role'], drawing: string): Block {
  const location = { file: '/repo/src/triage.ts', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };
  const segments = drawing.split(/(‹\w+›)/).filter((part) => part !== '').map((part): Segment => (part.startsWith('‹')
    ? { kind: 'hole', expression: part, location, volatility: 'request', cause: '', origin: [], content: 'text', bounds: null }
    : { kind: 'static', text: part, location }));
  return { role, breakpoint: null, segments, location };
}

const chat = (system: string, user = 'My card is gone.'): Readonly<Record<string, string>> =>
  ({ 'gen_ai.input.messages': JSON.stringify([{ role: 'system', parts: [{ type: 'text', content: system }] }, { role: 'user', parts: [{ type: 'text', content: user }] }]) });

async function placesOf(...prompts: readonly Readonly<Record<string, string>>[]): Promise<readonly ObservedPlace[]> {
  const ledger = await openLedger();
  ingest(ledger, prompts.map((attributes, minute) => callSpan({ minute, attributes })));
  const places = ledger.places('w', START - 1e9, START - 1e9);
  ledger.close();
  return places;
}

/** The site each place is sure to come from. */
const sure = (places: readonly ObservedPlace[], ...sites: readonly ReturnType<typeof site>[]): readonly (string | null)[] =>
  places.map((place) => {
    const match = matchPlace(place, sites);
    return match !== null && match.confidence >= SURE ? match.site.id : null;
  });

const drawn = (id: string, ...blocks: readonly Block[]): ReturnType<typeof site> => ({ ...site({ id, model: 'gpt-5' }), blocks });

test('calls of one prompt are one place, whatever fills its holes, and stand at the code that wrote it', async () => {
  const places = await placesOf(chat(`${RULES} Today is Monday.`, 'Where is my money?'), chat(`${RULES} Today is Tuesday.`, 'Hello?'), chat(TRIAGE));
  assert.deepEqual(places.map(({ calls }) => calls), [1, 2]);
  const sites = [drawn('answer', block('system', `${RULES} Today is ‹day›.`), block('user', '‹question›')), drawn('triage', block('system', TRIAGE), block('user', '‹ticket›'))];
  assert.deepEqual(sure(places, ...sites), ['triage', 'answer']);
});

test('a prompt that begins with a hole is known by its end', async () => {
  const places = await placesOf(chat(`Monday, 4 May. ${RULES}`), chat(`Tuesday, 5 May. ${RULES}`));
  assert.deepEqual(sure(places, drawn('answer', block('system', `‹day›. ${RULES}`))), ['answer', 'answer']);
});

test('of prompts that begin alike, the site that wrote more of it is the one; that wrote the same, none', async () => {
  const places = await placesOf(chat(RULES, TRIAGE));
  const [answer, triage] = [drawn('answer', block('system', RULES), block('user', '‹question›')), drawn('triage', block('system', RULES), block('user', TRIAGE))];
  assert.deepEqual(sure(places, answer, triage), ['triage']);
  assert.deepEqual(sure(places, answer, { ...answer, id: 'again' }), [null]);
});

test('a short text, another text and another model tell nothing', async () => {
  const brief = 'You are a helpful assistant.';
  assert.deepEqual(sure(await placesOf(chat(brief)), drawn('brief', block('system', brief))), [null]);
  const places = await placesOf(chat(RULES));
  assert.deepEqual(sure(places, drawn('triage', block('system', TRIAGE))), [null]);
  assert.deepEqual(sure(places, { ...drawn('answer', block('system', RULES)), model: { id: 'claude-opus-5-5', from: 'literal', candidates: [], location: null } }), [null]);
});

test('the text itself is not kept', async () => {
  const ledger = await openLedger();
  ingest(ledger, [callSpan({ attributes: chat(RULES) })]);
  const kept = JSON.stringify([ledger.records({}), ledger.places('w', START - 1e9, START - 1e9)]);
  assert.match(ledger.records({})[0]?.fingerprint ?? '', /^sb/);
  for (const word of ['support', 'bank', 'card']) assert.equal(kept.includes(word), false, word);
  ledger.close();
});

test('the emitters\' ways to write the same messages give the same fingerprint', () => {
  const [system, user] = [RULES, 'My card is gone.'];
  const messages = [{ role: 'system', content: system }, { role: 'user', content: user }];
  const ways = [
    chat(system, user),
    { 'gen_ai.system_instructions': JSON.stringify([{ type: 'text', content: system }]), 'gen_ai.input.messages': JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: user }] }]) },
    { 'gen_ai.prompt.0.role': 'system', 'gen_ai.prompt.0.content': system, 'gen_ai.prompt.1.role': 'user', 'gen_ai.prompt.1.content': user },
    { 'llm.input_messages.0.message.role': 'system', 'llm.input_messages.0.message.content': system, 'llm.input_messages.1.message.role': 'user', 'llm.input_messages.1.message.contents.0.message_content.text': user },
    { 'ai.prompt.messages': JSON.stringify([{ role: 'system', content: system }, { role: 'user', content: [{ type: 'text', text: user }] }]) },
    { 'ai.prompt': JSON.stringify({ system, prompt: user }) },
    { 'langfuse.observation.input': JSON.stringify(messages) },
    { 'input.value': JSON.stringify({ model: 'gpt-5', messages }) },
    { 'input.value': JSON.stringify({ model: 'claude-opus-5-5', system: [{ type: 'text', text: system }], messages: messages.slice(1) }) },
    { 'input.value': JSON.stringify({ model: 'gpt-5', instructions: system, input: user }) },
  ];
  const expected = fingerprintOf({ system, user });
  assert.equal(marksIn(expected).size, 5, 'two lengths at both ends of the instructions, and their whole; the question is too short');
  for (const way of ways) assert.equal(fingerprintOf(promptTextsIn(way)), expected, Object.keys(way).join(' '));
});

test('what is no message breaks nothing', () => {
  for (const value of ['', '{', '[]', '[1,null,"x"]', '{"messages":7}', `"${'x'.repeat(300_000)}"`]) {
    assert.equal(fingerprintOf(promptTextsIn({ 'gen_ai.input.messages': value, 'ai.prompt': value })), null, value.slice(0, 20));
  }
});
