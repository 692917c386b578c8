/** An agent that calls one tool over and over: more than four of its last five tool calls. */
import { groupBy, sessionOf, type AlertPattern } from './alert.ts';

const LAST = 5;

export const loop: AlertPattern = ({ tools }) =>
  [...groupBy(tools, sessionOf)].flatMap(([session, calls]) => {
    const last = calls.slice(0, LAST);
    const [newest] = last;
    if (newest === undefined || last.length < LAST || last.some(({ name }) => name !== newest.name)) return [];
    return [{
      id: `loop ${session} ${newest.name}`, kind: 'loop', severity: 'warning', time: newest.time,
      message: `${newest.agent ?? 'An agent'} called ${newest.name} ${LAST} times in a row.`,
      data: { session, tool: newest.name, agent: newest.agent, traceId: newest.traceId },
    }];
  });
