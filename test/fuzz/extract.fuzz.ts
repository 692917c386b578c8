/**
 * Programs that lead back to themselves, through the whole extraction: none is followed for ever, none throws.
 * Each runs in a thread beside this one, which ends it when it takes too long and prints the program.
 * Run: node test/fuzz/extract.fuzz.ts [programs] [seed]
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { extract, newExtractor } from '../core/extract/workspace.ts';
import { createRandom } from '../support/random.ts';
import { tangledProgram } from '../support/tangled-programs.ts';

const PROGRAMS = Number(process.argv[2] ?? 2_000);
const FIRST_SEED = Number(process.argv[3] ?? 1);
const SLOWEST_MS = 10_000;

interface Answer {
  readonly calls: number;
  readonly error: string | null;
}

const programOf = (seed: number): { readonly name: string; readonly text: string } => {
  const random = createRandom(seed);
  const tongue = seed % 2 === 0 ? 'py' : 'ts';
  return { name: `main.${tongue}`, text: tangledProgram(random, tongue) };
};

function serve(): void {
  parentPort!.on('message', (seed: number) => {
    const { name, text } = programOf(seed);
    void extract({ [name]: text }, newExtractor()).then(
      ({ calls }): Answer => ({ calls: calls.length, error: null }),
      (error: unknown): Answer => ({ calls: 0, error: error instanceof Error ? error.stack ?? error.message : String(error) }),
    ).then((answer) => parentPort!.postMessage(answer));
  });
}

async function ask(worker: Worker, seed: number): Promise<Answer | 'too slow'> {
  const answered = Promise.withResolvers<Answer>();
  worker.once('message', answered.resolve);
  worker.postMessage(seed);
  const late = Promise.withResolvers<'too slow'>();
  const timer = setTimeout(() => late.resolve('too slow'), SLOWEST_MS);
  const answer = await Promise.race([answered.promise, late.promise]);
  clearTimeout(timer);
  return answer;
}

async function main(): Promise<void> {
  const start = (): Worker => new Worker(fileURLToPath(import.meta.url));
  let worker = start();
  let [calls, wrong, slowest] = [0, 0, 0];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + PROGRAMS; seed += 1) {
    const began = performance.now();
    const answer = await ask(worker, seed);
    if (answer === 'too slow' || answer.error !== null) {
      wrong += 1;
      console.log(`seed ${seed}: ${answer === 'too slow' ? answer : answer.error}\n${programOf(seed).text}`);
      await worker.terminate();
      worker = start();
      continue;
    }
    calls += answer.calls;
    slowest = Math.max(slowest, performance.now() - began);
  }
  await worker.terminate();
  console.log(`${PROGRAMS} programs from seed ${FIRST_SEED}: ${calls} calls, slowest ${slowest.toFixed(0)} ms, ${wrong} wrong`);
  assert.equal(wrong, 0);
}

if (isMainThread) await main();
else serve();
