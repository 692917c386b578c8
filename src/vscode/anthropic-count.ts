/** Anthropic's count_tokens endpoint: one request, one number. It is free and bills no tokens. */

/** Where the text goes; named to the user before. */
export const COUNT_HOST = 'api.anthropic.com';
/** The API version the endpoint is documented for. */
const API_VERSION = '2023-06-01';
const WITHIN_MS = 20_000;

export interface CountRequest {
  readonly key: string;
  readonly model: string;
  readonly text: string;
}

export type CountAnswer =
  | { readonly kind: 'counted'; readonly tokens: number }
  /** The key is not valid. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

/** `send` is `fetch`, or what a test puts in its place. */
export async function countTokens({ key, model, text }: CountRequest, send: typeof fetch = fetch): Promise<CountAnswer> {
  const response = await send(`https://${COUNT_HOST}/v1/messages/count_tokens`, {
    method: 'POST', signal: AbortSignal.timeout(WITHIN_MS),
    headers: { 'content-type': 'application/json', 'x-api-key': key, 'anthropic-version': API_VERSION },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: text }] }),
  }).catch((error: unknown) => String(error));
  if (typeof response === 'string') return { kind: 'failed', why: `${COUNT_HOST} cannot be reached (${response}).` };
  if (response.status === 401 || response.status === 403) return { kind: 'refused', why: `${COUNT_HOST} refused the key. It was forgotten; try again with another.` };
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === 'object' && body !== null && 'input_tokens' in body && typeof body.input_tokens === 'number') {
    return { kind: 'counted', tokens: body.input_tokens };
  }
  return { kind: 'failed', why: `${COUNT_HOST} answered ${response.status} without a count.` };
}
