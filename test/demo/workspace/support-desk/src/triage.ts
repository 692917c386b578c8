import OpenAI from 'openai';
import { withCachedTokens } from './telemetry.ts';

const openai = new OpenAI({ fetch: withCachedTokens });

const QUEUES = ['billing', 'login', 'bug', 'how-to', 'account', 'sales'] as const;
export type Queue = (typeof QUEUES)[number];

const TRIAGE_PROMPT = `You sort the support tickets of Kanboard Cloud into queues. Read the ticket and answer with exactly one queue.

billing: charges, refunds, invoices, payment methods, taxes, credit notes, failed payments and anything that asks for money back.
login: passwords, two-factor codes, single sign-on, sessions that end too early, invitations that expired, locked accounts.
bug: something that worked before and no longer does, error messages, wrong or duplicate data, integrations that misbehave.
how-to: questions about how to use a feature that works as intended, including imports, exports, filters and keyboard shortcuts.
account: deleting or merging accounts, handing boards over to a colleague, changing the owner of a workspace, data requests.
sales: prices, discounts, plans, trials, procurement forms, security questionnaires from people who are not customers yet.

When a ticket fits two queues, choose the one whose team has to act first. A customer who cannot work is never how-to. A question about a charge is billing even when it mentions a plan. Duplicate events from a webhook are a bug, not how-to. A colleague who left the company is account, not login. Ignore greetings, signatures and anything quoted from earlier mails. Tickets can be in any language; the queue names stay in English. Do not explain your choice, do not add words, and never invent a queue that is not on the list above.`;

/** One label out of six: the smallest job a model can have. */
export async function triage(ticket: string): Promise<string> {
  const response = await openai.chat.completions.create({
    model: 'gpt-4.1',
    max_completion_tokens: 16,
    messages: [
      { role: 'system', content: TRIAGE_PROMPT },
      { role: 'user', content: ticket },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'queue',
        strict: true,
        schema: {
          type: 'object',
          properties: { queue: { type: 'string', enum: QUEUES } },
          required: ['queue'],
          additionalProperties: false,
        },
      },
    },
  });
  const answer = JSON.parse(response.choices[0]?.message.content ?? '{}') as { queue?: string };
  return answer.queue ?? 'how-to';
}
