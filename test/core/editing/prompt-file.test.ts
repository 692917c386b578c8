import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block } from '../../../src/core/call-site.ts';
import { LineIndex } from '../../../src/core/document.ts';
import { moveWithinBlock } from '../../../src/core/editing/move-hole.ts';
import { layOut } from '../../../src/core/caching/prefix.ts';
import { applied, siteOf } from '../rules/drawn.ts';

const FILE = '/app/planner.md';

/** A prompt file with `{{ now }}` in it, as the reader of templates sees it. */
function moved(text: string, from = 0): string | null {
  const lines = new LineIndex(text);
  const location = (start: number, end: number) => ({ file: FILE, range: lines.rangeOf({ start, end }) });
  const segments = [...text.matchAll(/\{\{ \w+ \}\}|(?:(?!\{\{ |\{%)[\s\S])+/g)].filter(({ index }) => index >= from).map((match): Block['segments'][number] => {
    const at = location(match.index, match.index + match[0].length);
    return match[0].startsWith('{{')
      ? { kind: 'hole', expression: match[0], location: at, volatility: match[0].includes('now') ? 'time' : 'request', cause: 'now()', origin: [], content: 'text', bounds: null }
      : { kind: 'static', text: match[0], location: at };
  });
  const site = { ...siteOf(''), blocks: [{ role: 'system' as const, breakpoint: null, segments, location: location(0, 1) }] };
  const pieces = layOut(site.blocks, [segments.map(() => 1000)]);
  const move = moveWithinBlock({
    site, pieces, at: pieces.findIndex((piece) => piece.value.kind === 'hole'), lines: () => lines,
    isVolatile: (piece) => piece.value.kind === 'hole' && piece.value.volatility === 'time',
    source: () => ({ file: FILE, language: 'plaintext', text, hash: '' }),
  });
  return move === null ? null : applied(text, move.edits[0]?.edits ?? []);
}

test('no fix where the beginning of the line is not part of what is known', () => {
  assert.equal(moved('{%x%}Now: {{ now }}\nYou plan.\nStep by step.\n', 5), null);
});

test('in a prompt file the line moves, with the rules around it', () => {
  assert.equal(moved('---\nTIME: {{ now }}\n---\n\nYou plan.\nStep by step.\n'), 'You plan.\nStep by step.\n\n---\nTIME: {{ now }}\n---\n');
  assert.equal(moved('Now: {{ now }}\nYou plan.\nTask: {{ task }}\n'), 'You plan.\nNow: {{ now }}\nTask: {{ task }}\n');
});
