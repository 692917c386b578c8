/** Opens a place in code: `{ uri, range }` as the language server writes places. */
import { commands, Range, Uri, window } from 'vscode';
import type { WireLocation } from '../../server/protocol.ts';
import type { Command } from './command.ts';

export const openLocation: Command = {
  id: 'costline.openLocation', what: 'opening the code',
  run: (_, location) => (isLocation(location) ? show(Uri.parse(location.uri, true), location.range.start.line, location.range.start.character) : undefined),
};

/** Zero-based. */
export async function show(uri: Uri, line: number, character = 0): Promise<void> {
  const selection = new Range(line, character, line, character);
  if (uri.scheme === NOTEBOOK_CELL) await commands.executeCommand('vscode.open', uri, { selection, preview: true });
  // A closed notebook's places are in its JSON, which nobody wants to read.
  else if (uri.path.endsWith('.ipynb')) await commands.executeCommand('vscode.open', uri, { preview: true });
  else await window.showTextDocument(uri, { selection, preview: true });
}

const NOTEBOOK_CELL = 'vscode-notebook-cell';
const OPENED: readonly string[] = ['file', NOTEBOOK_CELL];

function isLocation(value: unknown): value is WireLocation {
  if (typeof value !== 'object' || value === null || !('uri' in value) || !('range' in value)) return false;
  const { uri, range } = value;
  // A hover's link must not open anything but files of this machine.
  if (typeof uri !== 'string' || !OPENED.some((scheme) => uri.startsWith(`${scheme}:`)) || typeof range !== 'object' || range === null || !('start' in range)) return false;
  const { start } = range;
  return typeof start === 'object' && start !== null && 'line' in start && typeof start.line === 'number' && 'character' in start && typeof start.character === 'number';
}
