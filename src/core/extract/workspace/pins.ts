/** Which version of a package a project says it runs with. */
import type { DefaultModel } from '../../sdks/sdk.ts';

export interface Pin {
  readonly version: string;
  /** The version itself is left out: `<2`. */
  readonly below: boolean;
}

/** Files that say it, the most exact first. */
export const MANIFESTS = { python: ['uv.lock', 'poetry.lock', 'requirements.txt', 'pyproject.toml'], ecmascript: ['package.json'] } as const;

/** Null when the text says nothing that leaves one answer: `>=0.1` is met by anything newer. */
export const pinIn = (text: string, distribution: string): Pin | null => {
  const name = distribution.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll('-', '[-_]');
  const locked = new RegExp(`name = "${name}"\\s*\\nversion = "([\\d.]+)`, 'i').exec(text)?.[1];
  if (locked) return { version: locked, below: false };
  const asked = new RegExp(`(?:^|["'\\s])${name}["']?(?:\\[[^\\]]*\\])?\\s*(?:[=:]\\s*["'])?([^"'\\n#;]*)`, 'im').exec(text)?.[1] ?? '';
  const exact = /(?:===?|~=|\^|~)\s*([\d.]+)/.exec(asked)?.[1] ?? /^\s*([\d.]+)/.exec(asked)?.[1];
  if (exact) return { version: exact, below: false };
  const limit = /<(=?)\s*([\d.]+)/.exec(asked);
  return limit?.[2] ? { version: limit[2], below: limit[1] === '' } : null;
};

/** Below zero when the first version is older. */
const compare = (a: string, b: string): number => {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** The default of the version a project runs with; null when that is before all that are known. */
export const defaultAt = (defaults: Exclude<DefaultModel, string>, pin: Pin): string | null =>
  defaults.find(({ since }) => (pin.below ? compare(since, pin.version) < 0 : compare(since, pin.version) <= 0))?.id ?? null;
