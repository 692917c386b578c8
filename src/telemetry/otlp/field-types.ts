/** What a message's fields look like in the protobuf wire format. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, group: 3, groupEnd: 4, fixed32: 5 } as const;

/** The wire type of each field that is read, by its number; -1 for those that are not. */
export type FieldTypes = Int8Array;

export function fieldTypes(types: Readonly<Record<number, (typeof WIRE)[keyof typeof WIRE]>>): FieldTypes {
  const numbers = Object.keys(types).map(Number);
  const table = new Int8Array(Math.max(...numbers) + 1).fill(-1);
  for (const number of numbers) table[number] = types[number] ?? -1;
  return table;
}
