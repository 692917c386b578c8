/** Counts, shares and times as the panel shows them. Money is formatted in `core/present/money.ts` only. */

/** `950`, `1,240`: counts are told whole up to ten thousand, then `12.4k`, `3.1M`. */
export function countWords(count: number): string {
  if (count < 10_000) return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  if (count < 999_500) return `${short(count / 1_000)}k`;
  return `${short(count / 1_000_000)}M`;
}

const short = (value: number): string => (value < 100 ? value.toFixed(1).replace(/\.0$/, '') : value.toFixed(0));

export const percentWords = (share: number): string => {
  const percent = share * 100;
  return `${percent > 0 && percent < 1 ? '<1' : percent > 99 && percent < 100 ? '>99' : Math.round(percent)} %`;
};

export const durationWords = (milliseconds: number): string =>
  milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;

export const callWords = (count: number): string => `${countWords(count)} ${count === 1 ? 'call' : 'calls'}`;
