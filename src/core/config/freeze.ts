/** Freezes a plain value and everything in it, so that one configuration can be handed to everyone. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) deepFreeze<unknown>(part);
  return Object.freeze(value);
}
