/** JSON with a space behind `,` and `:`, as Python writes it and several providers show schemas to the model. */

/** Deeper than data a person sends; the rest is cut. */
const MAX_DEPTH = 64;

export function spacedJson(value: unknown, depth: number = 0): string {
  if (depth > MAX_DEPTH || value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map((each) => spacedJson(each, depth + 1)).join(', ')}]`;
  if (typeof value === 'object') return `{${Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${spacedJson(each, depth + 1)}`).join(', ')}}`;
  return JSON.stringify(value) ?? 'null';
}
