/**
 * Claude's own count, from Anthropic's `count_tokens`. Only ever called for an action the user took; the caller names
 * host and bytes first. The client is loaded with the first call, so nothing pays for it before.
 */
import { createHash } from 'node:crypto';

export interface CountTokensRequest {
  readonly model: string;
  /** Body of the Messages API: `messages`, and `system`, `tools` … where there are any. */
  readonly body: Readonly<Record<string, unknown>> & { readonly messages: unknown };
  readonly signal?: AbortSignal;
}

export type CountTokensAnswer =
  | { readonly ok: true; readonly tokens: number }
  /** In words for the user; the key is never part of it. */
  | { readonly ok: false; readonly reason: string; readonly refused?: true };

export interface RemoteCounter {
  /** Where the text goes. */
  readonly host: string;
  /** Never rejects. The same content is asked once. */
  count(request: CountTokensRequest): Promise<CountTokensAnswer>;
}

export interface RemoteCounterDeps {
  readonly apiKey: string;
  /** Default Anthropic's; a loopback address in tests. */
  readonly baseUrl?: string;
  /** Default 50: half of what the lowest tier allows. */
  readonly perMinute?: number;
  /** Unix milliseconds. */
  readonly now?: () => number;
}

const DEFAULT_URL = 'https://api.anthropic.com';
const MINUTE = 60_000;
const MOST_KEPT = 1_000;

export function createRemoteCounter(deps: RemoteCounterDeps): RemoteCounter {
  const { apiKey, baseUrl = DEFAULT_URL, perMinute = 50, now = Date.now } = deps;
  const kept = new Map<string, Promise<CountTokensAnswer>>();
  const sent: number[] = [];
  const allowed = (): boolean => {
    while (sent[0] !== undefined && sent[0] <= now() - MINUTE) sent.shift();
    if (sent.length >= perMinute) return false;
    sent.push(now());
    return true;
  };
  return {
    host: new URL(baseUrl).host,
    async count(request) {
      const key = createHash('sha256').update(JSON.stringify([request.model, request.body])).digest('hex');
      const known = kept.get(key);
      if (known !== undefined) return known;
      if (!allowed()) return { ok: false, reason: `more than ${perMinute} counts in a minute; try again shortly` };
      const asked = ask(request, apiKey, baseUrl);
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
      kept.set(key, asked);
      const answer = await asked;
      // A failure is not an answer: the next attempt asks again.
      if (!answer.ok) kept.delete(key);
      return answer;
    },
  };
}

async function ask({ model, body, signal }: CountTokensRequest, apiKey: string, baseURL: string): Promise<CountTokensAnswer> {
  try {
    const { Anthropic } = await import('@anthropic-ai/sdk');
    const client = new Anthropic({ apiKey, baseURL, maxRetries: 1, timeout: 20_000 });
    const answer = await client.post<{ readonly input_tokens?: unknown }>('/v1/messages/count_tokens', { body: { ...body, model }, ...(signal ? { signal } : {}) });
    return typeof answer.input_tokens === 'number' ? { ok: true, tokens: answer.input_tokens } : { ok: false, reason: 'the answer holds no count' };
  } catch (error) {
    return { ok: false, reason: reasonOf(error).replaceAll(apiKey, '…'), ...([401, 403].includes(statusOf(error) ?? 0) ? { refused: true } : {}) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const status = statusOf(error);
  if (status === 401 || status === 403) return 'the API key was refused';
  if (status === 429) return 'Anthropic asks to slow down; try again in a minute';
  return error.message;
}

const statusOf = (error: unknown): number | null => (error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null);
