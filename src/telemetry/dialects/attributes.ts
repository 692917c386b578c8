/** Reading attributes that emitters write with mixed types. */
import type { Attributes, AttributeValue } from '../otlp/facts.ts';

/** The first of the keys that holds a non-empty text. */
export function text(attributes: Attributes, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = attributes[key];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return null;
}

/** The first of the keys that holds a number of at least 0, or a text that is one. */
export function count(attributes: Attributes, ...keys: readonly string[]): number | null {
  for (const key of keys) {
    const number = numberIn(attributes[key]);
    if (number !== null && number >= 0) return number;
  }
  return null;
}

function numberIn(value: AttributeValue | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** The first text of a list, or the text itself: finish reasons come as either, sometimes as JSON. */
export function firstText(value: AttributeValue | undefined): string | null {
  if (Array.isArray(value)) return firstText(value[0]);
  if (typeof value !== 'string' || value === '') return null;
  return value.startsWith('[') ? firstText(json(value)) : value;
}

/** A JSON text as a value; null when it is none. */
export function json(value: AttributeValue | undefined): AttributeValue {
  if (typeof value !== 'string') return value ?? null;
  try {
    const parsed: AttributeValue = JSON.parse(value);
    return parsed;
  } catch {
    return null;
  }
}

export function record(value: AttributeValue | undefined): Attributes | null {
  const parsed = json(value);
  return isRecord(parsed) ? parsed : null;
}

const isRecord = (value: AttributeValue): value is Attributes => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Dearer than any call: such a figure is damage. */
const MOST_DOLLARS = 1e6;

/** Dollars → integer nano-dollars; null stays null. */
export const nanodollars = (dollars: number | null): number | null => (dollars === null || dollars > MOST_DOLLARS ? null : Math.round(dollars * 1e9));

export const milliseconds = (seconds: number | null): number | null => (seconds === null ? null : seconds * 1000);
