/** *Count Exactly*: Claude's own count, through the one client of `node/count-tokens.ts`, with its cache and its rate. */
import { createRemoteCounter } from '../../node/count-tokens.ts';
import type { RemoteCounter } from '../../node/count-tokens.ts';
import type { CountTarget, CountTokensParams, CountTokensResult } from '../protocol.ts';

export interface ExactCounts {
  readonly target: CountTarget;
  count(params: CountTokensParams): Promise<CountTokensResult>;
}

/** The names Anthropic's own client reads. */
type Environment = Readonly<Partial<Record<'ANTHROPIC_API_KEY' | 'ANTHROPIC_BASE_URL', string>>>;

export function createExactCounts(environment: Environment): ExactCounts {
  const baseUrl = environment.ANTHROPIC_BASE_URL || 'https://api.anthropic.com';
  const own = environment.ANTHROPIC_API_KEY || null;
  const counters = new Map<string, RemoteCounter>();
  return {
    target: { host: new URL(baseUrl).host, hasKey: own !== null },
    async count({ key, model, text }) {
      const apiKey = key ?? own;
      if (apiKey === null) return { kind: 'refused', why: 'there is no API key' };
      const counter = counters.get(apiKey) ?? createRemoteCounter({ apiKey, baseUrl });
      counters.set(apiKey, counter);
      const answer = await counter.count({ model, body: { messages: [{ role: 'user', content: text }] } });
      return answer.ok ? { kind: 'counted', tokens: answer.tokens } : { kind: answer.refused ? 'refused' : 'failed', why: answer.reason };
    },
  };
}
