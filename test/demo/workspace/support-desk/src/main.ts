/** Works through the queue of tickets, one every PAUSE_MS, ROUNDS times (0: until stopped). */
import { setTimeout as pause } from 'node:timers/promises';
import { answer } from './answer.ts';
import { escalate } from './escalation.ts';
import { lookUp } from './knowledge.ts';
import { flush, inFeature } from './telemetry.ts';
import { tickets } from './tickets.ts';
import { triage } from './triage.ts';

const rounds = Number(process.env.ROUNDS ?? 0);
const pauseMs = Number(process.env.PAUSE_MS ?? 2000);

for (let round = 0; rounds === 0 || round < rounds; round++) {
  const ticket = tickets[round % tickets.length];
  if (ticket === undefined) break;
  const who = { session: `ticket-${ticket.id}`, user: ticket.customer };
  const queue = await inFeature('triage', who, () => triage(ticket.text));
  const facts = await inFeature('knowledge', who, () => lookUp(ticket.text));
  await inFeature('answer', who, () => answer(ticket, facts));
  if (round % 2 === 1) await inFeature('escalation', who, () => escalate(ticket, queue));
  console.log(`ticket ${ticket.id}: ${queue}`);
  await pause(pauseMs);
}
await flush();
