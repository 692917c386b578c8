/** A session that has used more of anything than a session should. */
import { totalDollars } from '../../core/present/money.ts';
import { groupBy, inputOf, MINUTE, sessionOf, type AlertPattern } from './alert.ts';

/** Fewer calls than this spread over an hour are somebody at a keyboard. */
const LEAST_CALLS_FOR_LONG = 100;

/** Of one session within the last hour. Generous: what passes one of these is rarely meant. */
const MOST = { tokens: 5_000_000, tools: 200, cost: 20_000_000_000, minutes: 50 } as const;

export const runawaySession: AlertPattern = ({ calls, tools }) => {
  const toolsOf = groupBy(tools, sessionOf);
  return [...groupBy(calls, sessionOf)].flatMap(([session, of]) => {
    const [newest, oldest] = [of[0], of.at(-1)];
    if (newest === undefined || oldest === undefined) return [];
    const used = {
      tokens: of.reduce((sum, call) => sum + inputOf(call) + call.output, 0), tools: toolsOf.get(session)?.length ?? 0,
      cost: of.reduce((sum, call) => sum + (call.cost ?? 0), 0),
      minutes: of.length < LEAST_CALLS_FOR_LONG ? 0 : Math.round((newest.time - oldest.time) / MINUTE),
    };
    const passed = (['cost', 'tokens', 'tools', 'minutes'] as const).find((kind) => used[kind] > MOST[kind]);
    if (passed === undefined) return [];
    const amount = { cost: totalDollars(used.cost), tokens: `${used.tokens} tokens`, tools: `${used.tools} tool calls`, minutes: `${used.minutes} minutes` }[passed];
    return [{
      id: `runaway-session ${session} ${passed}`, kind: 'runaway-session', severity: 'warning', time: newest.time,
      message: `Session ${session} has used ${amount} within the hour.`, data: { session, ...used, passed },
    }];
  });
};
