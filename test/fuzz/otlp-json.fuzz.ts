/**
 * OTLP/JSON, oddly written and damaged, against what it says: the records are those of the protobuf of the same request, or
 * the body is refused; nothing else than a refusal is ever thrown, and no body takes long.
 * Run: node test/fuzz/otlp-json.fuzz.ts [bodies] [seed]
 */
import assert from 'node:assert/strict';
import { UndecodableError, type Facts, type Signal } from '../../src/telemetry/otlp/facts.ts';
import { decodeJson } from '../../src/telemetry/otlp/json.ts';
import { decodeProtobuf } from '../../src/telemetry/otlp/protobuf.ts';
import { tornText, writtenOddly } from '../support/json-mutation.ts';
import { encodeOtlp } from '../support/otlp-messages.ts';
import { createRandom } from '../support/random.ts';
import { randomRequest } from '../telemetry/otlp/requests.ts';

const BODIES = Number(process.argv[2] ?? 100_000);
const FIRST_SEED = Number(process.argv[3] ?? 1);
const SIGNALS: readonly Signal[] = ['traces', 'logs', 'metrics'];
const SLOWEST_MS = 500;

/** Null when it is refused. */
function read(signal: Signal, text: string): Facts | null {
  // Time of this process, not of the clock: others may have the processor.
  const started = process.cpuUsage();
  try {
    return decodeJson(signal, Buffer.from(text));
  } catch (error) {
    if (error instanceof UndecodableError) return null;
    throw error;
  } finally {
    assert.ok(process.cpuUsage(started).user / 1000 < SLOWEST_MS, 'slow');
  }
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const found = { same: 0, refused: 0, torn: 0, wrong: 0 };
function wrong(seed: number, why: string): void {
  found.wrong += 1;
  if (found.wrong <= 3) console.error(`seed ${seed}: ${why}`);
}

function tryOne(seed: number): void {
  const random = createRandom(seed);
  const signal = random.pick(SIGNALS);
  const { text, says } = writtenOddly(randomRequest(signal, random), random, random.int(2) === 0 ? 0 : random.between(10, 200));
  if (random.int(4) === 0) {
    // Nobody knows what a torn text says, only that it is read or refused, and refused where it is no JSON.
    const torn = tornText(text, random);
    const facts = read(signal, torn);
    if (facts !== null && !isJson(torn)) return wrong(seed, 'what is no JSON was read');
    found.torn += 1;
    return;
  }
  const ours = read(signal, text);
  if (says === null) return ours === null ? void (found.refused += 1) : wrong(seed, 'damage was read');
  if (ours === null) return wrong(seed, 'refused');
  const theirs = decodeProtobuf(signal, encodeOtlp(signal, says));
  try {
    const [first, second] = [JSON.stringify(ours), JSON.stringify(theirs)];
    // The order of names says nothing; mostly it is the same.
    if (first !== second) assert.deepEqual(JSON.parse(first), JSON.parse(second));
    found.same += 1;
  } catch (error) {
    wrong(seed, `${signal}: ${error instanceof Error ? error.message.slice(0, 900) : ''}`);
  }
}

for (let i = 0; i < BODIES; i += 1) tryOne(FIRST_SEED + i);
console.log(found);
process.exitCode = found.wrong > 0 ? 1 : 0;
