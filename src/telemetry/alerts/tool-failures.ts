/** A tool that fails and is called again: its last five calls in a session all failed. */
import { groupBy, sessionOf, type AlertPattern } from './alert.ts';

const IN_A_ROW = 5;

export const toolFailures: AlertPattern = ({ tools }) =>
  [...groupBy(tools, (call) => (sessionOf(call) === null ? null : `${sessionOf(call)} ${call.name}`))].flatMap(([key, calls]) => {
    const last = calls.slice(0, IN_A_ROW);
    const [newest] = last;
    if (newest === undefined || last.length < IN_A_ROW || !last.every(({ failed }) => failed)) return [];
    return [{
      id: `tool-failures ${key}`, kind: 'tool-failures', severity: 'warning', time: newest.time,
      message: `${newest.name} failed ${IN_A_ROW} times in a row.`, data: { tool: newest.name, agent: newest.agent, traceId: newest.traceId },
    }];
  });
