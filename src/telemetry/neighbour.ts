/** Who else listens on the port we want. */

export interface Neighbour {
  readonly name: string;
  readonly version: string | null;
  readonly ledger: string | null;
}

/**
 * Asks `/healthz`, as every Costline answers. Null when nobody answers in time.
 * One that asks for a token says only what it is to whoever has none; ours is shown to no other program.
 */
export async function neighbourOn(port: number, token: string | null = null): Promise<Neighbour | null> {
  const neighbour = await askHealth(port, {});
  if (token === null || neighbour?.name !== 'costline' || neighbour.ledger !== null) return neighbour;
  return (await askHealth(port, bearing(token))) ?? neighbour;
}

async function askHealth(port: number, headers: Readonly<Record<string, string>>): Promise<Neighbour | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`, { headers, signal: AbortSignal.timeout(1_000) });
    const body: unknown = await response.json().catch(() => null);
    if (typeof body === 'object' && body !== null && 'name' in body && body.name === 'costline') {
      const text = (key: string): string | null => {
        const value: unknown = Object.entries(body).find(([name]) => name === key)?.[1];
        return typeof value === 'string' ? value : null;
      };
      return { name: 'costline', version: text('version'), ledger: text('ledger') };
    }
    return { name: response.headers.get('server') ?? 'another program', version: null, ledger: null };
  } catch {
    return null;
  }
}

const bearing = (token: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${token}` });

/** A Costline that has the port and another ledger. */
export const describeCostline = ({ version, ledger }: Neighbour): string =>
  `Costline ${version ?? ''} ${ledger === null ? 'that asks for a token' : `with the ledger ${ledger}`}`;

/** Of `major.minor.patch`; anything else is no version and newer than none. */
export function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => (/^(\d+)\.(\d+)\.(\d+)/.exec(text) ?? []).slice(1).map(Number));
  if (a === undefined || b === undefined || a.length < 3 || b.length < 3) return false;
  const at = a.findIndex((part, i) => part !== b[i]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}

const PATIENCE_MS = 3_000;

/** Who asks: what it is about to open, and its own token. */
interface Asking {
  readonly ledger: string;
  readonly version: string;
  readonly token?: string | null;
}

/** Asks an older Costline that owns this ledger to let go, and waits until it has. */
export async function askToYield(port: number, { ledger, version, token = null }: Asking): Promise<void> {
  const neighbour = await neighbourOn(port, token);
  if (neighbour?.name !== 'costline' || neighbour.ledger !== ledger || !isNewer(version, neighbour.version ?? '')) return;
  const core = (/^\d+\.\d+\.\d+/.exec(version) ?? [])[0] ?? '';
  const answer = await fetch(`http://127.0.0.1:${port}/yield/${core}`, { method: 'POST', headers: token === null ? {} : bearing(token), signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  if (answer?.ok !== true) return;
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end && (await neighbourOn(port)) !== null;) await new Promise((resolve) => setTimeout(resolve, 50));
}
