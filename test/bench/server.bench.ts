/**
 * From a keystroke to the hints, as an editor sees it: `didChange`, then `textDocument/inlayHint` over the visible lines,
 * timed until the answer is there, at the pace of a fast typist who waits for nothing.
 *
 *   node test/bench/server.bench.ts
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { Position } from 'vscode-languageserver/node';
import { STEADY } from '../support/prompts.ts';

const KEYS = 150;
/** Milliseconds between keys of a fast typist. */
const PAUSE = 60;
const BAR = 30;

/** An application of so many lines: functions, and a call to a model every 200 lines. */
function application(lines: number): string {
  const plain = (n: number): string => `def step_${n}(order, state):\n    total = sum(line["price"] * line["count"] for line in order)\n    if total > ${n}:\n        state["large"] = {"step": ${n}, "total": total}\n    return state\n`;
  const parts = [STEADY];
  let written = STEADY.split('\n').length;
  for (let n = 0; written < lines; n += 1) {
    const part = n % 40 === 39 ? STEADY.slice(STEADY.indexOf('def answer')).replace('def answer', `def answer_${n}`) : plain(n);
    parts.push(part);
    written += part.split('\n').length;
  }
  return parts.join('\n');
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

async function measure(lines: number): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'costline-bench-'));
  const text = application(lines);
  const uri = pathToFileURL(join(root, 'app.py')).href;
  writeFileSync(join(root, 'app.py'), text);
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../src/server/main.ts', import.meta.url)), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onRequest('workspace/inlayHint/refresh', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid, rootUri: null, workspaceFolders: [{ uri: pathToFileURL(root).href, name: 'bench' }],
    capabilities: { workspace: { inlayHint: { refreshSupport: true } } },
  });
  await connection.sendNotification('initialized', {});
  const opened = performance.now();
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text } });
  await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } });
  const first = performance.now() - opened;

  const asked: number[] = [];
  let fresh = 0;
  const half = Math.floor(text.split('\n').length / 2);
  for (let key = 0; key < KEYS; key += 1) {
    const at: Position = { line: half + Math.floor(key / 30), character: 0 };
    const start = performance.now();
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: key + 2 }, contentChanges: [{ range: { start: at, end: at }, text: key % 30 === 0 ? '# ' : 'x' }] });
    const hints = await connection.sendRequest<{ label: string }[]>('textDocument/inlayHint', {
      textDocument: { uri }, range: { start: { line: 0, character: 0 }, end: { line: half * 3, character: 0 } },
    });
    asked.push(performance.now() - start);
    if (hints.length === 0) throw new Error('no hints at all');
    if (hints.every((hint) => !hint.label.startsWith('…'))) fresh += 1;
    await wait(PAUSE);
  }
  const finishing = performance.now();
  await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } });
  const last = performance.now() - finishing;
  asked.sort((a, b) => a - b);
  console.log(`${lines} lines: hints p50 ${quantile(asked, 0.5).toFixed(1)} ms, p95 ${quantile(asked, 0.95).toFixed(1)} ms (bar ${BAR}), ${Math.round((100 * fresh) / KEYS)} % of them fresh at once; after the last key the analysis took ${last.toFixed(0)} ms more; opening ${first.toFixed(0)} ms`);
  connection.dispose();
  child.kill();
  rmSync(root, { recursive: true, force: true });
}

for (const lines of [2_000, 20_000]) await measure(lines);
