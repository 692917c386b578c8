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
