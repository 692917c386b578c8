/**
 * Small checked readers from raw JSON to typed values.
 * A value that is wrong is left out and reported with its path: one bad line never loses the rest of a file.
 */
export type Path = readonly (string | number)[];
export type Complain = (path: Path, message: string) => void;
/** Undefined means absent or wrong; wrong has been complained about. */
export type Reader<T> = (value: unknown, path: Path, complain: Complain) => T | undefined;

const expected = <T>(what: string, accept: (value: unknown) => T | undefined): Reader<T> => (value, path, complain) => {
  if (value === undefined || value === null) return undefined;
  const read = accept(value);
  if (read === undefined) complain(path, `${nameOf(path)} must be ${what}, not ${describe(value)}.`);
  return read;
};

export const boolean = expected('true or false', (value) => (typeof value === 'boolean' ? value : undefined));
export const text = expected('a text', (value) => (typeof value === 'string' && value !== '' ? value : undefined));

export const number = (minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): Reader<number> =>
  expected(`a number ${maximum === Number.MAX_SAFE_INTEGER ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`}`,
    (value) => (typeof value === 'number' && value >= minimum && value <= maximum ? value : undefined));

export const integer = (minimum: number, maximum: number): Reader<number> =>
  expected(`a whole number from ${minimum} to ${maximum}`,
    (value) => (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum ? value : undefined));

export const oneOf = <const T extends string>(...words: readonly T[]): Reader<T> =>
  expected(`one of ${words.join(', ')}`, (value) => words.find((word) => word === value));

export const listOf = <T>(item: Reader<T>): Reader<readonly T[]> => (value, path, complain) => {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) {
    complain(path, `${nameOf(path)} must be a list, not ${describe(value)}.`);
    return undefined;
  }
  return value.flatMap((entry: unknown, index) => {
    const read = item(entry, [...path, index], complain);
    return read === undefined ? [] : [read];
  });
};

export const recordOf = <T>(entry: Reader<T>): Reader<Readonly<Record<string, T>>> => (value, path, complain) => {
  const object = asObject(value, path, complain);
  if (object === undefined) return undefined;
  return Object.fromEntries(Object.entries(object).flatMap(([key, raw]) => {
    const read = entry(raw, [...path, key], complain);
    return read === undefined ? [] : [[key, read] as const];
  }));
};

type Fields<T> = { readonly [K in keyof T]-?: Reader<Exclude<T[K], undefined>> };

/** Every field optional; unknown names are reported, with the nearest known one. */
export const fields = <T extends object>(readers: Fields<T>): Reader<Partial<T>> => (value, path, complain) => {
  const object = asObject(value, path, complain);
  if (object === undefined) return undefined;
  const known = Object.keys(readers);
  const result: Partial<T> = {};
  for (const key of known as (keyof T & string)[]) {
    const read = readers[key](object[key], [...path, key], complain);
    if (read !== undefined) result[key] = read;
  }
  for (const key of Object.keys(object)) {
    if (!known.includes(key) && key !== '$schema') complain([...path, key], `${nameOf([...path, key])} is not known here. Known: ${known.join(', ')}.`);
  }
  return result;
};

export function asObject(value: unknown, path: Path, complain: Complain): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined || value === null) return undefined;
  if (isObject(value)) return value;
  complain(path, `${nameOf(path)} must be an object, not ${describe(value)}.`);
  return undefined;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nameOf = (path: Path): string =>
  path.length === 0 ? 'The configuration' : `"${path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join('.').replaceAll('.[', '[')}"`;

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return typeof value === 'string' ? `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"` : String(value);
}
