/**
 * Mutated OTLP/protobuf against two readers: both read the same records, or both refuse; nothing else than a refusal is
 * ever thrown, and no body takes long.
 * Run: node test/fuzz/otlp.fuzz.ts [bodies] [seed]
 */
import assert from 'node:assert/strict';
import { UndecodableError, type Facts, type Signal } from '../../src/telemetry/otlp/facts.ts';
import { decodeJson } from '../../src/telemetry/otlp/json.ts';
import { decodeProtobuf } from '../../src/telemetry/otlp/protobuf.ts';
import { decodeOtlp, encodeOtlp, type OtlpJson } from '../support/otlp-messages.ts';
import { createRandom, type Random } from '../support/random.ts';
import { changedWithin } from '../support/wire-mutation.ts';
import { randomRequest } from '../telemetry/otlp/requests.ts';

const BODIES = Number(process.argv[2] ?? 100_000);
const FIRST_SEED = Number(process.argv[3] ?? 1);
const SIGNALS: readonly Signal[] = ['traces', 'logs', 'metrics'];
const SLOWEST_MS = 500;

/** Bytes flipped, cut out, doubled, or lengths made to lie. */
function mutated(body: Buffer, random: Random): Buffer {
  const at = random.int(body.length + 1);
  const to = Math.min(body.length, at + random.int(12));
  const copy = Buffer.from(body);
  switch (random.int(5)) {
    case 0: return body.subarray(0, at);
    case 1: return Buffer.concat([body.subarray(0, at), body.subarray(to)]);
    case 2: return Buffer.concat([body.subarray(0, to), body.subarray(at)]);
    case 3: return Buffer.concat([body.subarray(0, at), Buffer.from([random.int(256), random.int(256)]), body.subarray(at)]);
    default:
      if (at < copy.length) copy[at] = random.int(256);
      return copy;
  }
}

function attempt(read: () => Facts): Facts | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UndecodableError) return null;
    throw error;
  }
}

/** What protobufjs reads, or null when it refuses. */
function secondOpinion(signal: Signal, body: Buffer): Facts | null {
  let request: OtlpJson;
  try {
    request = decodeOtlp(signal, body);
  } catch {
    return null;
  }
  return attempt(() => decodeJson(signal, Buffer.from(JSON.stringify(request))));
}

const found = { both: 0, refusedByBoth: 0, refusedByUsAlone: 0, refusedByLibraryAlone: 0, differ: 0 };
for (let i = 0; i < BODIES; i += 1) {
  const random = createRandom(FIRST_SEED + i);
  const signal = random.pick(SIGNALS);
  let body = encodeOtlp(signal, randomRequest(signal, random));
  // Most by their structure, which gets past the first length; the others byte by byte.
  const byStructure = random.int(4) > 0;
  for (let rounds = 1 + random.int(3); rounds > 0; rounds -= 1) body = byStructure ? changedWithin(body, random) : mutated(body, random);
  // Time of this process, not of the clock: others may have the processor.
  const started = process.cpuUsage();
  const ours = attempt(() => decodeProtobuf(signal, body));
  assert.ok(process.cpuUsage(started).user / 1000 < SLOWEST_MS, `seed ${FIRST_SEED + i}: slow`);
  const theirs = secondOpinion(signal, body);
  if (ours === null || theirs === null) {
    const verdict = ours === theirs ? 'refusedByBoth' : ours === null ? 'refusedByUsAlone' : 'refusedByLibraryAlone';
    found[verdict] += 1;
    if (verdict !== 'refusedByBoth' && found[verdict] <= 3) console.error(`seed ${FIRST_SEED + i} (${signal}): ${verdict}`);
  }
  else {
    try {
      const [first, second] = [JSON.stringify(ours), JSON.stringify(theirs)];
      // The order of names says nothing; mostly it is the same.
      if (first !== second) assert.deepEqual(JSON.parse(first), JSON.parse(second));
      found.both += 1;
    } catch (error) {
      found.differ += 1;
      if (found.differ <= 3) console.error(`seed ${FIRST_SEED + i} (${signal}): ${error instanceof Error ? error.message.slice(0, 900) : ''}`);
    }
  }
}
console.log(found);
process.exitCode = found.differ + found.refusedByUsAlone + found.refusedByLibraryAlone > 0 ? 1 : 0;
