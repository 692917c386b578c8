/**
 * Which tokenizer a model has, and how sure a count with it is.
 *
 * OpenAI publishes its vocabularies. The others do not ship with Costline, so their text is estimated as a weighted sum of
 * the counts of published vocabularies. Claude 4.0 to 4.6 was fitted on recorded usage and checked on recordings left
 * out; the other weights rest on few recordings or on likeness, so their margins are wide.
 */
import type { Encoding } from './encodings.ts';
import type { Installable } from './installable.ts';

export type FamilyId =
  | 'openai' | 'openai-reasoning' | 'claude-3' | 'claude-4' | 'claude-5' | 'gemini'
  | 'llama' | 'mistral' | 'deepseek' | 'qwen' | 'grok' | 'glm' | 'nova' | 'unknown';

export interface RareTokens {
  readonly encoding: Encoding;
  readonly above: number;
  readonly weight: number;
  /** Only words behind a space: one that begins a text or a line is ranked rarer than it is. */
  readonly spaced?: true;
  /** Only what is written in ASCII is spelled: scripts other than Latin have tokens of their own. */
  readonly ascii?: true;
}

/** What a smaller vocabulary has no token of its own for, with what each place costs more. */
export interface Seams {
  /** A line that ends in a sign other than a letter or digit: OpenAI's encodings take the sign and the break as one. */
  readonly lineEnd: number;
  /** Where an identifier's words meet: `userName`, `user_name`. */
  readonly joint: number;
}

export interface Family {
  readonly id: FamilyId;
  /** Shown with every count, e.g. `o200k_base`, `claude-estimate`. */
  readonly tokenizer: string;
  /** Its text is counted with the model's own vocabulary. */
  readonly exact: boolean;
  /** Tokens of a text: the sum of these shares of its tokens in each encoding. */
  readonly weights: Readonly<Partial<Record<Encoding, number>>>;
  /** Added for each token whose rank is above that: a smaller vocabulary has to spell it. */
  readonly rare?: RareTokens;
  readonly seams?: Seams;
  /** Each digit is a token of its own; in OpenAI's encodings up to three are one. */
  readonly digits?: true;
  /** Of a text's count; 90 % of texts lie within. */
  readonly margin: number;
  /** Its own vocabulary, used in place of the estimate where it is installed, and the margin it leaves. */
  readonly own?: { readonly vocabulary: Installable; readonly margin: number };
}

const exact = (id: FamilyId, encoding: Encoding): Family => ({ id, tokenizer: encoding, exact: true, weights: { [encoding]: 1 }, margin: 0 });
const estimate = (id: FamilyId, tokenizer: string, weights: Family['weights'], margin: number, rare?: RareTokens): Family =>
  ({ id, tokenizer, exact: false, weights, margin, ...(rare === undefined ? {} : { rare }) });

const withSeams = (family: Family, seams: Seams): Family => ({ ...family, seams });

const spellingDigits = (family: Family): Family => ({ ...family, digits: true });

/** Estimated until its vocabulary is installed. Other models of the name may cut text a little differently. */
const owning = (family: Family, vocabulary: Installable, margin: number): Family => ({ ...family, own: { vocabulary, margin } });

/**
 * Claude up to 4.6: rare words are spelled, and line breaks stand alone. Fitted on 650 recorded prompts and answers of
 * some twenty repositories, checked on repositories left out.
 */
const CLAUDE = { cl100k_base: 1.022 };
const CLAUDE_RARE: RareTokens = { encoding: 'cl100k_base', above: 40_000, weight: 0.845, spaced: true };
const CLAUDE_SEAMS: Seams = { lineEnd: 0.95, joint: 1.1 };

/** Claude since Opus 4.7 spells far more. Fitted on 84 recorded prompts and answers, checked on repositories left out. */
const CLAUDE_5 = { cl100k_base: 1.19 };
const CLAUDE_5_RARE: RareTokens = { encoding: 'cl100k_base', above: 10_000, weight: 1.32, ascii: true };

/** First match wins, against the bare model id in lower case. */
const FAMILIES: readonly (readonly [RegExp, Family])[] = [
  [/claude-(?:opus-4-[78]|(?:opus|sonnet|haiku)-[5-9](?!\d)|fable|mythos)/, estimate('claude-5', 'claude-estimate', CLAUDE_5, 0.1, CLAUDE_5_RARE)],
  [/claude-(?:opus|sonnet|haiku)-4/, withSeams(estimate('claude-4', 'claude-estimate', CLAUDE, 0.08, CLAUDE_RARE), CLAUDE_SEAMS)],
  [/claude/, withSeams(estimate('claude-3', 'claude-estimate', CLAUDE, 0.1, CLAUDE_RARE), CLAUDE_SEAMS)],
  [/^(?:gpt-[5-9]|o[134](?:-|$)|codex|computer-use)/, exact('openai-reasoning', 'o200k_base')],
  [/^gpt-oss/, exact('openai-reasoning', 'o200k_base')],
  [/^(?:gpt-4o|gpt-4\.[1-9]|chatgpt-4o)/, exact('openai', 'o200k_base')],
  [/^(?:gpt-4|gpt-3\.?5|text-embedding-(?:3|ada))/, exact('openai', 'cl100k_base')],
  [/gemini|gemma/, owning(estimate('gemini', 'gemini-estimate', { o200k_base: 1.05 }, 0.12), 'gemma3', 0)],
  [/(?<!o)llama/, owning(estimate('llama', 'llama-estimate', { cl100k_base: 1 }, 0.1), 'llama3', 0.01)],
  [/mistral|mixtral|codestral|magistral|devstral|pixtral/, owning(spellingDigits(estimate('mistral', 'mistral-estimate', { o200k_base: 1.04 }, 0.12)), 'mistral_nemo', 0.03)],
  [/deepseek/, owning(estimate('deepseek', 'deepseek-estimate', { o200k_base: 1.03 }, 0.15), 'deepseek_v3', 0.02)],
  [/qwen|qwq/, owning(spellingDigits(estimate('qwen', 'qwen-estimate', { cl100k_base: 1 }, 0.1)), 'qwen3', 0.02)],
  [/grok/, estimate('grok', 'grok-estimate', { o200k_base: 1.03 }, 0.15)],
  [/glm/, estimate('glm', 'glm-estimate', { o200k_base: 1 }, 0.1)],
  [/nova-2/, estimate('nova', 'nova-estimate', { o200k_base: 1 }, 0.1)],
  [/nova/, estimate('nova', 'nova-estimate', { o200k_base: 1.08 }, 0.2)],
];

const UNKNOWN = estimate('unknown', 'estimate', { o200k_base: 1.05 }, 0.25);

/** Of a model whose id source does not tell, by who is called. */
const BY_PROVIDER: Readonly<Record<string, string>> = { openai: 'gpt-4o', azure: 'gpt-4o', anthropic: 'claude-sonnet-4-5', google: 'gemini', mistral: 'mistral', deepseek: 'deepseek', xai: 'grok' };

/** Never fails: a model nobody knows is estimated with a wide margin. */
export function familyOf(model: string | null, provider: string | null): Family {
  const id = (model ?? BY_PROVIDER[provider?.toLowerCase().split(/[._-]/)[0] ?? ''] ?? '').toLowerCase();
  const bare = (id.split(/[/:](?=[a-z])/).at(-1) ?? id).replace(/^ft:/, '').replace(/^(?:[a-z-]+\.)?(?:openai|anthropic)\./, '').replace(/(\d)\.(\d)(?=[^/]*$)/, (version) => (id.includes('claude') ? version.replace('.', '-') : version));
  const wanted = id.startsWith('ft:') ? (id.split(':')[1] ?? bare) : bare;
  const family = FAMILIES.find(([pattern]) => pattern.test(wanted))?.[1] ?? FAMILIES.find(([pattern]) => pattern.test(id))?.[1] ?? UNKNOWN;
  // Without a model the vocabulary is a guess, so the count is an estimate.
  return model === null && family.exact ? { ...family, exact: false, margin: 0.1 } : family;
}
