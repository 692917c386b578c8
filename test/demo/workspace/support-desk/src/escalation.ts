import Anthropic from '@anthropic-ai/sdk';
import { PLAYBOOK } from './prompts/playbook.ts';
import type { Ticket } from './tickets.ts';

const anthropic = new Anthropic();

/** A summary for the engineer on duty. The playbook is marked for the cache and never changes, so that steady calls read it. */
export async function escalate(ticket: Ticket, queue: string): Promise<string> {
  const message = await anthropic.messages.create({
    model: 'claude-sonnet-4-6',
    max_tokens: 400,
    system: [{ type: 'text', text: PLAYBOOK, cache_control: { type: 'ephemeral' } }],
    messages: [{ role: 'user', content: `Queue: ${queue}\nPlan: ${ticket.plan}\nTicket ${ticket.id}:\n${ticket.text}` }],
  });
  return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}
