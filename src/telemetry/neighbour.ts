/** Who else listens on the port we want. */

export interface Neighbour {
  readonly name: string;
  readonly version: string | null;
  readonly ledger: string | null;
}

/** Asks `/healthz`, as every Costline answers. Null when nobody answers in time. */
export async function neighbourOn(port: number): Promise<Neighbour | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(1_000) });
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

/** Of `major.minor.patch`; anything else is no version and newer than none. */
export function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => (/^(\d+)\.(\d+)\.(\d+)/.exec(text) ?? []).slice(1).map(Number));
  if (a === undefined || b === undefined || a.length < 3 || b.length < 3) return false;
  const at = a.findIndex((part, i) => part !== b[i]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}

const PATIENCE_MS = 3_000;

/** Asks an older Costline that owns this ledger to let go, and waits until it has. */
export async function askToYield(port: number, ledger: string, version: string): Promise<void> {
  const neighbour = await neighbourOn(port);
  if (neighbour?.name !== 'costline' || neighbour.ledger !== ledger || !isNewer(version, neighbour.version ?? '')) return;
  const core = (/^\d+\.\d+\.\d+/.exec(version) ?? [])[0] ?? '';
  const answer = await fetch(`http://127.0.0.1:${port}/yield/${core}`, { method: 'POST', signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  if (answer?.ok !== true) return;
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end && (await neighbourOn(port)) !== null;) await new Promise((resolve) => setTimeout(resolve, 50));
}
