/** How a price list says which ids a model goes by. */

/** JSON: one of `equals`, `starts_with`, `ends_with`, `contains`, `regex`, `or`, `and`. */
export type Match = Readonly<Record<string, unknown>>;

/** Case does not matter. A condition that cannot be read matches nothing. */
export function matches(match: Match, id: string): boolean {
  const text = id.toLowerCase();
  const [kind, value] = Object.entries(match)[0] ?? [];
  if (Array.isArray(value)) {
    const conditions = value.filter((each): each is Match => typeof each === 'object' && each !== null);
    return kind === 'or' ? conditions.some((each) => matches(each, id)) : kind === 'and' && conditions.every((each) => matches(each, id));
  }
  if (typeof value !== 'string') return false;
  const wanted = value.toLowerCase();
  switch (kind) {
    case 'equals': return text === wanted;
    case 'starts_with': return text.startsWith(wanted);
    case 'ends_with': return text.endsWith(wanted);
    case 'contains': return text.includes(wanted);
    case 'regex': return pattern(value)?.test(text) ?? false;
    default: return false;
  }
}

const patterns = new Map<string, RegExp | null>();

function pattern(source: string): RegExp | null {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  let made: RegExp | null = null;
  try {
    made = new RegExp(source, 'i');
  } catch {
    // Written for another engine: it matches nothing.
  }
  patterns.set(source, made);
  return made;
}
