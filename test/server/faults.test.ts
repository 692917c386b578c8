/** What the server does when the core is slow, or fails: cores made for the test stand in for the real one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Analysis, CallReport } from '../../src/core/analysis.ts';
import type { Core } from '../../src/core/analyze.ts';
import type { SourceFile } from '../../src/core/document.ts';
import { LineIndex } from '../../src/core/document.ts';
import { startEditor } from './editor.ts';

const NOTHING: Analysis = { calls: [], findings: [], templates: [], skipped: [] };

/** A call wherever the text says `ask(`, with 1,000 tokens in it. */
function callsIn({ file, text }: SourceFile): CallReport[] {
  const lines = new LineIndex(text);
  return [...text.matchAll(/ask\(/g)].map(({ index }, n) => {
    const location = { file, range: lines.rangeOf({ start: index, end: index + 3 }) };
    return {
      site: {
        id: `${file}#${n}`, location, nameLocation: location, enclosing: null, kind: 'direct', sdk: 'openai.chat', provider: 'openai',
        model: { id: null, from: 'unknown', candidates: [], location: null }, blocks: [], outputLimit: null, outputSchema: null, tools: [], toolChoice: null,
        reasoning: null, gateway: null, multiple: null, use: 'repeated', fees: [], through: [], telemetryNames: [], problems: [],
      },
      tokens: { static: 1000, overhead: 0, byRole: {}, segments: [], tokenizer: 'o200k_base', exact: true, low: 1000, high: 1000, floor: true, max: null },
      cost: null, tier: null, quiet: false,
    };
  });
}

interface Recorded extends Core {
  readonly started: string[];
  readonly finished: string[];
}

/** Takes `milliseconds`, and looks at the signal when they have passed. */
function slowCore(milliseconds: number): Recorded {
  const [started, finished]: [string[], string[]] = [[], []];
  return {
    started, finished,
    async analyze({ files, only = [] }, { signal }) {
      const sources = (await Promise.all(only.map((file) => files.read(file)))).filter((source) => source !== null);
      started.push(...sources.map((source) => source.text));
      await wait(milliseconds);
      signal?.throwIfAborted();
      finished.push(...sources.map((source) => source.text));
      return { ...NOTHING, calls: sources.flatMap(callsIn) };
    },
  };
}

const failingCore: Core = { analyze: () => Promise.reject(new Error('a fault of ours')) };

test('a core that fails leaves requests without an answer, a line in the log, and the server alive', async (context) => {
  const editor = await startEditor(context, { core: failingCore });
  await editor.open('a.py', 'ask()\n');
  assert.equal(await editor.hover('a.py', 'ask'), null);
  assert.deepEqual(await editor.inlayHints('a.py'), []);
  assert.deepEqual(await editor.codeActions('a.py', 'ask'), []);
  assert.match(editor.log.join('\n'), /analysis of .*a\.py failed: Error: a fault of ours/);
});

test('of many changes in a row only the last is analysed to its end', async (context) => {
  const core = slowCore(30);
  const editor = await startEditor(context, { core });
  await editor.open('a.py', 'ask()\n');
  await editor.type('a.py', 'ask', 'x = 1 + 2 * ');
  assert.deepEqual(await editor.drawnHints('a.py'), ['x = 1 + 2 * ask‹≥1k tok›()']);
  assert.deepEqual(core.finished, ['x = 1 + 2 * ask()\n']);
});

test('while a change is analysed the old hint stays, moved along and marked', async (context) => {
  const editor = await startEditor(context, { core: slowCore(150) });
  await editor.open('a.py', 'ask()\n');
  await editor.drawnHints('a.py');
  await editor.edit('a.py', { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, 'first\nx = ');
  const [hint] = await editor.inlayHints('a.py');
  assert.deepEqual([hint?.position, hint?.label], [{ line: 1, character: 7 }, '…1k tok']);
  await editor.until(() => editor.refreshes > 0, () => 'hints were never asked for again');
  assert.equal((await editor.inlayHints('a.py'))[0]?.label, '≥1k tok');
});

test('a client that missed that hints are ready is told again, until it asks', async (context) => {
  const editor = await startEditor(context, { core: slowCore(60) });
  await editor.open('a.py', 'ask()\n');
  assert.deepEqual(await editor.inlayHints('a.py'), []);
  await editor.until(() => editor.refreshes >= 2, () => `told ${editor.refreshes} times`);
  assert.equal((await editor.inlayHints('a.py'))[0]?.label, '≥1k tok');
  const { refreshes } = editor;
  await wait(500);
  assert.equal(editor.refreshes, refreshes, 'it is not told of what it has');
});

test('a hint inside replaced text goes with it', async (context) => {
  const editor = await startEditor(context, { core: slowCore(150) });
  await editor.open('a.py', 'ask()\nask()\n');
  await editor.drawnHints('a.py');
  await editor.edit('a.py', { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } }, 'pass');
  assert.deepEqual((await editor.inlayHints('a.py')).map((hint) => hint.position), [{ line: 1, character: 3 }]);
});

test('hints come within the time an editor waits, however slow the analysis', async (context) => {
  const core = slowCore(500);
  const editor = await startEditor(context, { core });
  await editor.open('a.py', 'ask()\n');
  await editor.drawnHints('a.py');
  await editor.type('a.py', 'ask', 'y');
  await editor.inlayHints('a.py');
  assert.deepEqual(core.finished, ['ask()\n']);
});

test('a client that cannot be asked to ask again gets the finished hints, if later', async (context) => {
  const editor = await startEditor(context, { core: slowCore(100), capabilities: {} });
  await editor.open('a.py', 'ask()\n');
  assert.equal((await editor.inlayHints('a.py'))[0]?.label, '≥1k tok');
});

test('what was just typed is analysed before documents opened earlier', async (context) => {
  const core = slowCore(150);
  const editor = await startEditor(context, { core });
  for (const name of ['a.py', 'b.py', 'c.py']) await editor.open(name, `ask("${name}")\n`);
  await editor.type('c.py', 'ask', 'z');
  await editor.drawnHints('c.py');
  assert.ok(core.finished.indexOf('zask("c.py")\n') <= 1, core.finished.join(' '));
});

test('documents that are no files of the user are left alone', async (context) => {
  const core = slowCore(0);
  const editor = await startEditor(context, { core });
  await editor.open('git:/repo/a.py?HEAD', 'ask()\n');
  await editor.open('untitled:Untitled-1', 'ask()\n');
  assert.deepEqual(await editor.drawnHints('git:/repo/a.py?HEAD'), []);
  assert.deepEqual(await editor.drawnHints('untitled:Untitled-1'), ['ask‹≥1k tok›()']);
  assert.equal(core.started.length, 1);
});

test('git-ignored and excluded files are quiet', async (context) => {
  const editor = await startEditor(context, { core: slowCore(0), files: { '.gitignore': 'scratch.py\n', 'scratch.py': '', 'vendor/node_modules/a.py': '', 'a.py': '' } });
  for (const name of ['scratch.py', 'vendor/node_modules/a.py', 'a.py']) await editor.open(name, 'ask()\n');
  assert.deepEqual(await editor.drawnHints('scratch.py'), []);
  assert.deepEqual(await editor.drawnHints('vendor/node_modules/a.py'), []);
  assert.deepEqual(await editor.drawnHints('a.py'), ['ask‹≥1k tok›()']);
});

test('the server says which version of the custom messages it speaks', async (context) => {
  const { server } = await startEditor(context, { core: slowCore(0) });
  assert.deepEqual(server.capabilities.experimental, { costline: 1 });
  assert.equal(server.capabilities.positionEncoding, 'utf-16');
});
