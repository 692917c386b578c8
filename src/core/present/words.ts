/** The words that hover, hints and lists share. Unknown is a word, never a zero. */
import type { CallReport, Tier } from '../analysis.ts';
import type { Mark } from './money.ts';

/** `1,234`: a count in a table. */
export const count = (tokens: number): string => Math.round(tokens).toLocaleString('en-US');

/** `3.1k`, `12k`, `840`: a count on a line. */
export function shortCount(tokens: number, toward: 'nearest' | 'down' = 'nearest'): string {
  const round = toward === 'down' ? Math.floor : Math.round;
  if (tokens < 1000) return String(round(tokens));
  const thousands = tokens / 1000;
  const tenths = (value: number): string => trimZero((round(value * 10) / 10).toFixed(1));
  if (thousands >= 1000) return `${tenths(thousands / 1000)}M`;
  return thousands >= 10 ? `${round(thousands)}k` : `${tenths(thousands)}k`;
}

/** How sure the input of a call is: a floor while holes of unknown size are in it. */
export function markOf({ tokens }: Pick<CallReport, 'tokens'>): Mark {
  if (tokens.branches !== undefined) return '~';
  if (tokens.floor) return '≥';
  return tokens.exact ? '=' : '~';
}

/** Providers that run on the user's own machine and charge nothing per token. */
const LOCAL: ReadonlySet<string> = new Set(['ollama', 'vllm', 'sglang', 'lmstudio', 'lm_studio', 'llamacpp', 'llama.cpp', 'local']);

export type NoPrice = 'gateway' | 'local' | 'model-unknown' | 'unpriced';

/** Why there is no price: four different things that must not read the same. */
export function whyNoPrice({ site, cost }: Pick<CallReport, 'site' | 'cost'>): NoPrice | null {
  if (site.gateway !== null) return 'gateway';
  if (cost !== null) return null;
  if (site.provider !== null && LOCAL.has(site.provider)) return 'local';
  return site.model.id === null && site.model.candidates.length === 0 ? 'model-unknown' : 'unpriced';
}

export const NO_PRICE_WORDS: Readonly<Record<Exclude<NoPrice, 'gateway'>, string>> = {
  local: 'local, no token fee',
  'model-unknown': 'model unknown, so no price',
  unpriced: 'unpriced: no price is known for this model',
};

/** Whose prompts a call passes on; null while nobody looked for them. */
export function callers(n: number | null): string {
  if (n === null) return 'its callers\' prompts';
  if (n === 0) return 'no caller found';
  return n === 1 ? '1 caller' : `${n} callers`;
}

/** `×1–5`, `×3`, `×1–?`; empty when it runs once. */
export function multipleWords(multiple: CallReport['site']['multiple']): string {
  if (multiple === null || (multiple.min === 1 && multiple.max === 1)) return '';
  if (multiple.max === null) return `×${multiple.min}–?`;
  return multiple.min === multiple.max ? `×${multiple.min}` : `×${multiple.min}–${multiple.max}`;
}

export const TIER_WORDS: Readonly<Record<Tier, string>> = { nano: 'nano', mid: 'mid', frontier: 'frontier', reasoning: 'reasoning' };

/** The model as the hover names it: known, one of several, assumed, or unknown and why. */
export function modelWords({ site }: Pick<CallReport, 'site'>): string {
  const { model } = site;
  if (model.id !== null) return `${code(model.id)}${model.from === 'assumed' ? ' (assumed)' : model.from === 'sdk-default' ? ' (the SDK\'s default)' : ''}`;
  if (model.candidates.length > 0) return `one of ${model.candidates.map(({ id, when }) => code(id) + (when === '' ? '' : ` when ${code(when)}`)).join(', ')}`;
  return `model unknown${model.why === undefined ? '' : `: ${model.why}`}`;
}

/** Source text in a markdown code span, whatever backticks and bars it holds. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return fence + pad + line + pad + fence;
}

/** Text from code or a server in markdown, with nothing in it taken as markup. */
export const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`);

/** A message in markdown: what stands in backticks is code, everything between is plain. */
export const sentence = (message: string): string =>
  message.split('`').map((part, index) => (index % 2 === 1 ? code(part) : plain(part))).join('');

const trimZero = (text: string): string => text.replace(/\.0$/, '');
