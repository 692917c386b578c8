/**
 * Whether a hole is plainly filled with data of the request.
 *
 * A parameter nobody can trace may be anything: the user's question, or a list of skills that never changes.
 * Where it stands and what it is called decide; without a sign nothing is said, since quiet beats wrong.
 */
import { around, changes } from './prefix.ts';
import type { Around, Piece } from './prefix.ts';
import type { BlockRole, Hole } from '../call-site.ts';

/** What is set up once: wording, tools, settings, the frame of the prompt itself. */
const SET_UP = new Set([
  'agent', 'assistant', 'bot', 'capabilities', 'cfg', 'config', 'constraints', 'criteria', 'cwd', 'env', 'environment', 'example', 'examples', 'fewshot', 'format', 'guidance', 'guidelines', 'hint', 'hints',
  'instruction', 'instructions', 'lang', 'language', 'locale', 'mode', 'model', 'option', 'options', 'os', 'persona', 'platform', 'policy', 'prefix', 'preamble', 'prompt', 'prompts', 'role', 'rules',
  'schema', 'settings', 'shell', 'skill', 'skills', 'soul', 'style', 'suffix', 'system', 'template', 'tone', 'tool', 'tools', 'type', 'types', 'version', 'workspace',
]);

/** What a request brings, or what is looked up for it. */
const BROUGHT = new Set([
  'answer', 'article', 'body', 'chunk', 'chunks', 'claim', 'code', 'content', 'contents', 'context', 'data', 'diff', 'doc', 'docs', 'document', 'documents', 'draft', 'email', 'error', 'errors', 'evidence', 'facts',
  'feedback', 'findings', 'html', 'input', 'inputs', 'issue', 'memories', 'memory', 'message', 'msg', 'notes', 'observation', 'observations', 'outline', 'page', 'pages', 'paper', 'passage', 'passages', 'payload', 'paragraph',
  'plan', 'problem', 'queries', 'query', 'question', 'questions', 'report', 'req', 'request', 'response', 'result', 'results', 'resume', 'retrieved', 'review', 'search', 'section', 'sentence', 'snippet', 'snippets', 'source', 'sources',
  'subject', 'summary', 'summaries', 'task', 'text', 'ticket', 'title', 'topic', 'transcript', 'transcription', 'url',
]);

export function isRequestData(hole: Hole, role: BlockRole): boolean {
  if (hole.volatility !== 'request' || role === 'assistant') return false;
  const words = [...wordsOf(hole.expression), ...wordsOf(hole.cause)];
  if (words.some((word) => SET_UP.has(word))) return false;
  // A user message without a question is rare; what a system prompt is filled with is mostly set up once.
  return role === 'user' || role === 'tool' || words.some((word) => BROUGHT.has(word)) || hole.content === 'document';
}

/** Index of the first piece that is another in the next request for certain, whatever an untraced value in front of it does; -1 when none is. */
export const firstPlainChange = (pieces: readonly Piece[]): number =>
  pieces.findIndex((piece) => changes(piece, 'request') && piece.value.kind === 'hole' && (piece.value.volatility !== 'request' || isRequestData(piece.value, piece.role)));

/** Index of the first time or random value; -1 when none is. */
export const firstClock = (pieces: readonly Piece[]): number =>
  pieces.findIndex((piece) => isClock(piece));

const isClock = (piece: Piece): boolean =>
  piece.value.kind === 'hole' && (piece.value.volatility === 'time' || piece.value.volatility === 'random') && changes(piece, 'time');

/** What stands around a clock, up to what plainly changes: a parameter in the same text that nobody can trace may be the same in every call. */
export const aroundClock = (pieces: readonly Piece[], at: number): Around =>
  around(pieces, at, 'request', (piece) => isClock(piece) || (piece.block === pieces[at]?.block && piece.value.kind === 'hole' && piece.value.volatility === 'request' && !isRequestData(piece.value, piece.role)));

/** Calls that only write their argument down, whose names say nothing about it. */
const WRITES = /\b(?:html\.escape|json\.dumps|JSON\.stringify|str|repr|len|escape\w*|encode\w*|\w*escape)\(/gi;

/** `state["sectionTitle"]` → state, section, title. */
const wordsOf = (expression: string): readonly string[] =>
  expression.replace(WRITES, '(').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/).filter((word) => word !== '');
