/** Where the catalogue is known to be stale. Each says why, and from when it holds. */

export interface Correction {
  /** The catalogue's provider and the model id asked for. */
  readonly provider: string;
  readonly model: RegExp;
  /** ISO date; calls before it cost what the catalogue says. */
  readonly from: string;
  readonly why: string;
  /** Look this model up in its place. */
  readonly insteadUse?: string;
  /** Dollars per million tokens. */
  readonly prices?: { readonly input: number; readonly output: number; readonly cacheRead?: number };
  /** The tier for long requests no longer exists. */
  readonly withoutTiers?: true;
}

export const CORRECTIONS: readonly Correction[] = [
  {
    provider: 'mistral', model: /^mistral-large(-latest)?$/, from: '2025-12-02', insteadUse: 'mistral-large-2512',
    why: 'the alias points to mistral-large-2512 since 2025-12-02',
  },
  {
    provider: 'deepseek', model: /^deepseek-(chat|reasoner)$/, from: '2025-09-29', prices: { input: 0.28, output: 0.42, cacheRead: 0.028 },
    why: 'both names serve V3.2 at one price since 2025-09-29; the off-peak discount of V3 has ended',
  },
  {
    provider: 'anthropic', model: /^claude-sonnet-4(-5|-0)?(-20\d{6})?$/, from: '2026-04-30', withoutTiers: true,
    why: 'the million-token beta of this model was retired on 2026-04-30; longer requests are refused',
  },
];
