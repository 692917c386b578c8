/** What an editor shows in a file that holds a prompt: its own size, and what its text costs in each call that sends it. */
import type { CallReport, Nanodollars, TemplateReport } from '../analysis.ts';
import type { FileId } from '../document.ts';
import { DEFAULT_CONFIG } from '../config/defaults.ts';
import { pricePerCall, rangePerCall } from './money.ts';
import type { Mark } from './money.ts';
import { code, count, modelWords, plain, shortCount } from './words.ts';

export interface PromptFile {
  /** Null for a file that nothing but code says is a prompt. */
  readonly template: TemplateReport | null;
  /** Calls that send text of this file. */
  readonly senders: readonly Sender[];
}

export interface Sender {
  readonly call: CallReport;
  /** Static tokens of the file's text in that call. */
  readonly tokens: number;
}

/** Null when no call sends it and its own text says nothing either. */
export function promptFileOf(file: FileId, template: TemplateReport | null, calls: readonly CallReport[]): PromptFile | null {
  const senders = calls.map((call) => ({ call, tokens: tokensIn(call, file) })).filter(({ tokens }) => tokens > 0);
  return template === null && senders.length === 0 ? null : { template, senders };
}

const tokensIn = ({ site, tokens }: CallReport, file: FileId): number =>
  site.blocks.reduce((sum, block, i) => sum + block.segments.reduce((inner, segment, j) =>
    inner + (segment.kind === 'static' && segment.location.file === file ? tokens.segments[i]?.[j] ?? 0 : 0), 0), 0);

/** The part of a call's uncached price that falls on the file's text; null when unpriced. */
function priceOf({ call: { cost, tokens }, tokens: own }: Sender): Nanodollars | null {
  const known = tokens.static + tokens.overhead;
  return cost === null || known === 0 ? null : Math.round((cost.uncached * own) / known);
}

interface Size {
  readonly tokens: number;
  readonly mark: Mark;
}

/** As counted for the model that is sent it, where one is known: the longest, since branches leave some out. */
function sizeOf({ template, senders }: PromptFile): Size {
  const longest = senders.reduce<Sender | null>((best, each) => (best === null || each.tokens > best.tokens ? each : best), null);
  if (longest !== null) return { tokens: longest.tokens, mark: longest.call.tokens.exact ? '=' : '~' };
  return { tokens: template?.tokens.static ?? 0, mark: template?.tokens.exact === true ? '=' : '~' };
}

/** `~431 tok`, with the price of the text where calls that send it are priced: `=431 tok, $0.54/1k in`. */
export function promptFileHint(file: PromptFile, minimumTokens = DEFAULT_CONFIG.hints.minimumTokens): string | null {
  const { tokens, mark } = sizeOf(file);
  if (tokens < minimumTokens) return null;
  const prices = file.senders.map(priceOf).filter((price) => price !== null);
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  const price = prices.length === 0 ? '' : `, ${low === high ? pricePerCall(low) : rangePerCall(low, high)} in`;
  return `${mark}${shortCount(tokens)} tok${price}`;
}

const SENDERS_SHOWN = 5;

export function promptFileMarkdown(file: PromptFile, displayPath: (file: FileId) => string): string {
  const { template, senders } = file;
  const { tokens, mark } = sizeOf(file);
  const variables = template?.template.variables ?? [];
  const includes = template?.template.includes ?? [];
  return [
    `**Prompt file**${template === null ? '' : ` · ${plain(template.template.format)}`} · ${mark}${count(tokens)} tokens of text`,
    ...(variables.length === 0 ? [] : [`Filled in by the caller: ${variables.slice(0, 12).map(code).join(', ')}${variables.length > 12 ? ` and ${variables.length - 12} more` : ''}.`]),
    ...(includes.length === 0 ? [] : [`Puts in, but not found here: ${includes.map(code).join(', ')}.`]),
    ...(senders.length === 0 ? ['No call that sends it is known.'] : [sendersTable(senders, displayPath)]),
  ].join('\n\n');
}

function sendersTable(senders: readonly Sender[], displayPath: (file: FileId) => string): string {
  const rows = senders.slice(0, SENDERS_SHOWN).map((sender) => {
    const { site } = sender.call;
    const price = priceOf(sender);
    return `| ${plain(displayPath(site.location.file))}:${site.location.range.start.line + 1} | ${modelWords(sender.call).replaceAll('|', '\\|')} | ${count(sender.tokens)} | ${price === null ? 'no price' : pricePerCall(price)} |`;
  });
  const more = senders.length - SENDERS_SHOWN;
  return ['| sent by | model | tokens of it | uncached |', '|:--|:--|--:|--:|', ...rows].join('\n') + (more > 0 ? `\n\nand ${more} more.` : '');
}
