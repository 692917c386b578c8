/** A conversation whose input grows with every turn: history that nobody cuts or sums up. */
import { groupBy, inputOf, type AlertPattern } from './alert.ts';

const TURNS = 6;
const TIMES = 3;
/** Tokens. Growth below this costs little. */
const LEAST_INPUT = 20_000;

export const growingInput: AlertPattern = ({ calls }) =>
  [...groupBy(calls.filter(({ unmeasured }) => !unmeasured), ({ session, agent, model }) => (session === null ? null : `${session} ${agent ?? ''} ${model ?? ''}`))].flatMap(([key, turns]) => {
    const sizes = turns.slice(0, TURNS).map(inputOf);
    const [newest, oldest] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
    const grows = sizes.every((size, i) => i === 0 || size < (sizes[i - 1] ?? 0));
    const [last] = turns;
    if (last === undefined || sizes.length < TURNS || !grows || newest < LEAST_INPUT || newest < TIMES * oldest) return [];
    return [{
      id: `growing-input ${key}`, kind: 'growing-input', severity: 'information', time: last.time,
      message: `The input of session ${last.session ?? ''} grew from ${oldest} to ${newest} tokens in ${TURNS} turns.`,
      data: { session: last.session, from: oldest, to: newest, traceId: last.traceId },
    }];
  });
