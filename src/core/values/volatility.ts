/**
 * How often a value changes, from never to every time it is looked at. A lattice by this order:
 * a text made of several values is as volatile as the most volatile of them.
 */
export const VOLATILITIES = ['constant', 'process', 'day', 'user', 'session', 'request', 'time', 'random'] as const;

export type Volatility = (typeof VOLATILITIES)[number];

export const volatilityRank = (volatility: Volatility): number => VOLATILITIES.indexOf(volatility);

/** The greater of the two. */
export const joinVolatility = (a: Volatility, b: Volatility): Volatility =>
  volatilityRank(a) >= volatilityRank(b) ? a : b;
