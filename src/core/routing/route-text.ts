/**
 * `costline route`: how much model a request seems to need.
 *
 * Measured on public outcomes of cheap and strong models, no text-only scorer beats the length of the prompt
 * on kinds of task it has not seen; length is therefore the base of the score, and the few classes of task whose
 * gap was measured (competition mathematics, code tracing, several tool calls) move it. Confidence stays low.
 */
import type { Tier } from '../analysis.ts';
import { textSignals } from './text-signals.ts';
import type { TextRequest, TextSignalName } from './text-signals.ts';

export interface TextRoute {
  readonly tier: Tier;
  /** 0 to 1. Below 0.5 it is a tendency, not advice. */
  readonly confidence: number;
  /** `need` orders requests: higher, more likely that a stronger model does better. The tiers' scores sum to 1. */
  readonly scores: Readonly<Record<Tier | 'need', number>>;
  readonly why: string;
}

interface Weight {
  /** Added to the length score, in units of its own range. */
  readonly need: number;
  readonly tier: Tier;
  readonly confidence: number;
  readonly words: string;
}

/** Signs and sizes from published gaps between tiers; see each line. */
const WEIGHTS: Readonly<Record<TextSignalName, Weight>> = {
  // o1-mini over gpt-4o on competition mathematics: +34 points.
  'competition-mathematics': { need: 0.3, tier: 'reasoning', confidence: 0.7, words: 'competition mathematics' },
  // gpt-4o over gpt-4o-mini on code execution: +11; o1 over gpt-4o: +7 to +9.
  'code-tracing': { need: 0.2, tier: 'frontier', confidence: 0.6, words: 'tracing code' },
  'code-generation': { need: 0.05, tier: 'frontier', confidence: 0.4, words: 'writing code' },
  // Sonnet 3.5 over Haiku 3 on several calls at once: +36 to +52; on one call: +3.
  'parallel-tools': { need: 0.15, tier: 'frontier', confidence: 0.5, words: 'several tool calls' },
  'single-tool': { need: -0.05, tier: 'nano', confidence: 0.5, words: 'a single tool call' },
  classification: { need: -0.1, tier: 'nano', confidence: 0.5, words: 'a single label' },
  extraction: { need: -0.1, tier: 'nano', confidence: 0.5, words: 'extraction' },
  translation: { need: -0.05, tier: 'mid', confidence: 0.4, words: 'a translation' },
  summary: { need: -0.05, tier: 'nano', confidence: 0.4, words: 'a summary' },
  rewrite: { need: -0.05, tier: 'nano', confidence: 0.4, words: 'a rewrite' },
  // 6 to 19 points, falling with each generation.
  'multiple-choice': { need: 0, tier: 'mid', confidence: 0.3, words: 'a multiple-choice question' },
  // gpt-4o over gpt-4o-mini on everyday sums: +2; o1-mini over gpt-4o: 0.
  'everyday-arithmetic': { need: 0, tier: 'mid', confidence: 0.4, words: 'everyday arithmetic' },
  'open-ended-plan': { need: 0.05, tier: 'frontier', confidence: 0.3, words: 'an open-ended task' },
};

export function routeText(request: TextRequest): TextRoute {
  const signals = textSignals(request);
  const shift = signals.reduce((sum, signal) => sum + WEIGHTS[signal.name].need, 0);
  const need = clamp(lengthScore(request.prompt.length + (request.system?.length ?? 0)) + shift);
  const lead = signals[0] === undefined ? null : { ...WEIGHTS[signals[0].name], evidence: signals[0].evidence };
  return {
    tier: lead?.tier ?? tierOf(need),
    confidence: lead?.confidence ?? 0.2,
    scores: { need, ...shares(need) },
    why: lead === null
      ? 'No task was recognised; only the length of the prompt speaks.'
      : `Looks like ${lead.words} ("${lead.evidence}").`,
  };
}

/** Log of the length, 0 at 10 characters and 0.7 at 100,000. */
const lengthScore = (chars: number): number => Math.max(0, Math.min(0.7, (0.7 * (Math.log10(Math.max(10, chars)) - 1)) / 4)) + 0.1;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

const tierOf = (need: number): Tier => (need < 0.3 ? 'nano' : need < 0.5 ? 'mid' : need < 0.8 ? 'frontier' : 'reasoning');

/** Shares that move from nano to reasoning as the need grows; frontier and reasoning together grow with it. */
function shares(need: number): Record<Tier, number> {
  const strong = need;
  const reasoning = strong * strong;
  return { nano: (1 - strong) * (1 - strong), mid: (1 - strong) * strong, frontier: strong - reasoning, reasoning };
}
