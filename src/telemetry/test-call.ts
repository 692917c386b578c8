/** Sends one made-up call through the front door, so that a person sees the way from emitter to panel work. */
import { randomBytes } from 'node:crypto';

/** Rejects when the endpoint does not take it. The call is named so, costs next to nothing, and is a model everyone prices. */
export async function testCall(endpoint: string, now: number): Promise<void> {
  const attribute = (key: string, value: string | number): unknown =>
    ({ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } });
  const body = {
    resourceSpans: [{
      resource: { attributes: [attribute('service.name', 'costline-test-call')] },
      scopeSpans: [{
        scope: { name: 'costline' },
        spans: [{
          traceId: randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex'), name: 'chat gpt-4o-mini', kind: 3,
          startTimeUnixNano: `${now - 400}000000`, endTimeUnixNano: `${now}000000`,
          attributes: [
            attribute('gen_ai.operation.name', 'chat'), attribute('gen_ai.provider.name', 'openai'), attribute('gen_ai.request.model', 'gpt-4o-mini'),
            attribute('gen_ai.usage.input_tokens', 120), attribute('gen_ai.usage.output_tokens', 30), attribute('costline.feature', 'test call'),
          ],
        }],
      }],
    }],
  };
  const response = await fetch(`${endpoint}/v1/traces`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`The test call was answered with ${response.status}: ${await response.text()}`);
}
