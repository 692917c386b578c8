/**
 * Models that the catalogue does not have yet, as their makers publish them. A list that is newer than this file is
 * believed instead. Dollars per million tokens; `[base, [above, price]]` where long requests cost more.
 */
import { readModel } from './price-list.ts';
import type { ListedModel, PriceList } from './price-list.ts';

/** When the makers' pages were read. */
const READ_ON = '2026-11-23';

interface Addition {
  /** The catalogue's id of who bills. */
  readonly provider: string;
  readonly id: string;
  readonly ids: string;
  /** One line per day from which a price holds. */
  readonly prices: readonly AddedPrice[];
}

interface AddedPrice {
  readonly from: string;
  readonly input: number | readonly unknown[];
  readonly output: number | readonly unknown[];
  readonly cacheRead?: number | readonly unknown[];
  readonly cacheWrite5m?: number | readonly unknown[];
  readonly cacheWrite1h?: number | readonly unknown[];
}

/** Claude, with what Anthropic charges for its caches; `share` of that where a host charges more. */
function claude(provider: string, id: string, ids: string, prices: readonly (readonly [from: string, input: number, output: number, cacheRead: number, long?: number])[], share = 1): Addition {
  const of = (rate: number, long: number | undefined): number | readonly unknown[] => (long === undefined ? rate * share : [rate * share, [LONG_HAIKU, rate * long * share]]);
  return {
    provider, id, ids,
    prices: prices.map(([from, input, output, cacheRead, long]) => ({
      from, input: of(input, long), output: of(output, long), cacheRead: of(cacheRead, long), cacheWrite5m: of(1.25 * input, long), cacheWrite1h: of(2 * input, long),
    })),
  };
}

/** Above so many tokens a request to Haiku 5.5 costs five times as much. */
const LONG_HAIKU = 100_000;
/** A Bedrock region charges a tenth more than its global endpoint. */
const REGIONAL = 1.1;

const SONNET_55 = [['2026-09-28', 2, 10, 0.2], ['2026-10-07', 2, 10, 0.1]] as const;
const HAIKU_55 = [['2026-10-07', 0.1, 0.5, 0.01, 5]] as const;

/** OpenAI doubles what a request reads above 272,000 tokens, and adds half to what it writes. */
const gpt = (id: string, from: string, input: number, output: number, cacheRead: number): Addition => {
  const long = (rate: number, by: number): readonly unknown[] => [rate, [272_000, rate * by]];
  return { provider: 'openai', id, ids: `^${id.replace('.', '\\.')}(-\\d{4}-\\d{2}-\\d{2})?$`, prices: [{ from, input: long(input, 2), output: long(output, 1.5), cacheRead: long(cacheRead, 2), cacheWrite5m: long(1.25 * input, 2) }] };
};

/** xAI doubles everything from 200,000 tokens on. */
const grok = (id: string, ids: string, from: string, input: number, output: number, cacheRead: number): Addition => {
  const long = (rate: number): readonly unknown[] => [rate, [199_999, 2 * rate]];
  return { provider: 'x-ai', id, ids, prices: [{ from, input: long(input), output: long(output), cacheRead: long(cacheRead) }] };
};

const glm = (id: string, from: string, input: number, output: number, cacheRead?: number): Addition =>
  ({ provider: 'zai', id, ids: `^${id.replace('.', '\\.')}$`, prices: [{ from, input, output, ...(cacheRead === undefined ? {} : { cacheRead }) }] });

const ADDITIONS: readonly Addition[] = [
  ...(['anthropic', 'google', 'azure'] as const).flatMap((provider) => [
    claude(provider, 'claude-sonnet-5-5', '^claude-sonnet-5[-.]5', SONNET_55),
    claude(provider, 'claude-haiku-5-5', '^claude-haiku-5[-.]5', HAIKU_55),
  ]),
  // The list has it with Opus 4, by a pattern that would take whatever comes.
  claude('google', 'claude-opus-4-1', '^claude-opus-4[-.]1(?!\\d)', [['2025-08-05', 15, 75, 1.5]]),
  claude('aws', 'global.anthropic.claude-sonnet-5-5', '^global\\.anthropic\\.claude-sonnet-5-5', SONNET_55),
  claude('aws', 'global.anthropic.claude-haiku-5-5', '^global\\.anthropic\\.claude-haiku-5-5', HAIKU_55),
  claude('aws', 'regional.anthropic.claude-sonnet-5-5', '^([a-z]+\\.)?anthropic\\.claude-sonnet-5-5', SONNET_55, REGIONAL),
  claude('aws', 'regional.anthropic.claude-haiku-5-5', '^([a-z]+\\.)?anthropic\\.claude-haiku-5-5', HAIKU_55, REGIONAL),
  gpt('gpt-6.1-sol', '2026-09-29', 2, 10, 0.1),
  gpt('gpt-6.1-terra', '2026-10-26', 1, 5, 0.05),
  grok('grok-4.7', '^grok-4\\.7$', '2026-09-21', 2, 6, 0.5),
  grok('grok-4.20', '^grok-4\\.20(-|$)', '2026-05-20', 1.25, 2.5, 0.2),
  glm('glm-4.5', '2025-07-28', 0.6, 2.2, 0.11),
  glm('glm-4.5-air', '2025-07-28', 0.2, 1.1, 0.03),
  glm('glm-4.6', '2025-09-30', 0.6, 2.2, 0.11),
  glm('glm-4.7', '2025-12-22', 0.6, 2.2, 0.11),
  glm('glm-5', '2026-02-11', 1, 3.2, 0.2),
  glm('glm-5.1', '2026-04-07', 1.4, 4.4, 0.26),
];

/** The list with what it lacks in front, so that no pattern of it takes a new model for an older one. */
export function withAdditions(list: PriceList): PriceList {
  if (list.date >= READ_ON) return list;
  const added = (provider: string): ListedModel[] => ADDITIONS.filter((each) => each.provider === provider).map(({ id, ids, prices }) => ({
    ...readModel({ id, match: { regex: ids }, prices: prices.map(({ from, ...rates }) => ({ when: { start_date: from }, ...rates })) }), source: 'the maker', date: READ_ON,
  }));
  return { ...list, providers: list.providers.map((provider) => ({ ...provider, models: [...added(provider.id), ...provider.models] })) };
}
