/** An amount as a person types it. Pure. */
import { nanodollarsOf } from '../core/present/money.ts';

/** Integer nano-dollars; null when it is not an amount above zero. A comma is a thousands separator only in front of three digits. */
export function readAmount(text: string): number | null {
  const plain = text.trim().replace(/^\$\s*|\s*(?:\$|USD)$/gi, '').replace(/,(?=\d{3}(?:\D|$))/g, '');
  if (!/^(?:\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const nanodollars = nanodollarsOf(Number(plain));
  return nanodollars === null || nanodollars === 0 ? null : nanodollars;
}
