/**
 * The one place that turns nano-dollars into words.
 *
 * An estimate is a price: two significant digits, per thousand calls while a call costs less than ten cents.
 * An actual is a bill: exact. Neither ever prints a small amount as nothing.
 */
import type { Nanodollars } from '../analysis.ts';

/** How sure a figure is: exact, an estimate, or a floor. */
export type Mark = '=' | '~' | '≥';

const DOLLAR = 1_000_000_000;
/** From here a price is told per call: $0.10. */
const PER_CALL_FROM = DOLLAR / 10;
const CENT = DOLLAR / 100;

/** Which way a figure is rounded: a floor down and a limit up, or what they say would not be true. */
export type Toward = 'nearest' | 'down' | 'up';

/** What one call costs, e.g. `$2.10/1k` (per thousand calls) or `$0.14/call`. */
export function pricePerCall(cost: Nanodollars, toward: Toward = 'nearest'): string {
  return rangePerCall(cost, cost, toward);
}

/** At least so much: `≥$2.10/1k`. What is under a cent says so by itself. */
export function floorPerCall(cost: Nanodollars): string {
  const words = pricePerCall(cost, 'down');
  return words.startsWith('<') ? words : `≥${words}`;
}

/** One unit for both ends, chosen by the dearer: `$0.30–2.10/1k`. Ends that read the same are told once. */
export function rangePerCall(low: Nanodollars, high: Nanodollars, toward: Toward = 'nearest'): string {
  const perCall = Math.max(Math.abs(low), Math.abs(high)) >= PER_CALL_FROM;
  const unit = perCall ? '/call' : '/1k';
  const scale = perCall ? 1 : 1000;
  const from = roundDollars(low * scale, toward);
  const to = roundDollars(high * scale, toward);
  return from === to ? to + unit : `${from}–${to.replace('$', '')}${unit}`;
}

/** Dollars lost or saved by a thousand calls, for sentences: `$2.10 per thousand calls`. */
export function perThousandCalls(costPerCall: Nanodollars): string {
  return `${roundDollars(costPerCall * 1000)} per thousand calls`;
}

/** Two significant digits, cents kept where there are dollars: `$0.042`, `$2.10`, `$14`, `<$0.01`. */
export function roundDollars(amount: Nanodollars, toward: Toward = 'nearest'): string {
  const sign = amount < 0 ? '-' : '';
  const size = Math.abs(amount);
  if (size === 0) return '$0';
  if (size < CENT) return `${sign}<$0.01`;
  const dollars = twoDigits(size / DOLLAR, toward);
  if (dollars >= 10) return `${sign}$${grouped(dollars.toFixed(0))}`;
  return `${sign}$${dollars.toFixed(dollars < 0.1 ? 3 : 2).replace(/^(0\.\d\d)0$/, '$1')}`;
}

/** To two significant digits. What has no more than those stays as it is, whichever way. */
function twoDigits(value: number, toward: Toward): number {
  const nearest = Number(value.toPrecision(2));
  if (toward === 'nearest' || Math.abs(nearest - value) <= value * 1e-9) return nearest;
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  const off = toward === 'down' ? nearest > value : nearest < value;
  return off ? Number((nearest + (toward === 'down' ? -step : step)).toPrecision(2)) : nearest;
}

/** Every digit that was billed, at least cents: `$0.002535`, `$12.50`. */
export function exactDollars(amount: Nanodollars): string {
  const sign = amount < 0 ? '-' : '';
  const size = Math.abs(amount);
  const whole = Math.floor(size / DOLLAR);
  const fraction = String(Math.round(size - whole * DOLLAR)).padStart(9, '0').replace(/0+$/, '').padEnd(2, '0');
  return `${sign}$${grouped(String(whole))}.${fraction}`;
}

/**
 * A total, for bars and the status bar: to the cent from a dollar on, to a hundredth of a cent below it,
 * so that small budgets do not read as spent when they are not: `$12.50`, `$0.051`, `$0.0707`, `<$0.0001`.
 */
export function totalDollars(amount: Nanodollars): string {
  const sign = amount < 0 ? '-' : '';
  const size = Math.abs(amount);
  if (size !== 0 && size < CENT / 100) return `${sign}<$0.0001`;
  const digits = (size / DOLLAR).toFixed(size < DOLLAR ? 4 : 2).replace(/(\.\d\d\d*?)0+$/, '$1');
  const [whole = '0', fraction = '00'] = digits.split('.');
  return `${sign}$${grouped(whole)}.${fraction}`;
}

/** US dollars as a person writes them to integer nano-dollars; null when it is no amount or too large to be exact. */
export function nanodollarsOf(dollars: number): Nanodollars | null {
  const nanos = Math.round(dollars * DOLLAR);
  return Number.isSafeInteger(nanos) && nanos >= 0 ? nanos : null;
}

/** For files and machines: the decimal dollars of an amount, exact, e.g. `2.5`. */
export function decimalDollars(amount: Nanodollars): string {
  return exactDollars(amount).replace(/[$,]/g, '').replace(/\.0+$/, '').replace(/(\.\d*[1-9])0+$/, '$1');
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');
