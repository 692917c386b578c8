/** Something the user can mend: printed without a stack, and the process ends with status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What stands on the terminal when a command fails. A stack only where the fault is ours. */
export function explain(error: unknown): string {
  if (error instanceof UsageError) return `costline: ${error.message}`;
  if (error instanceof Error) {
    return `costline: ${error.message}\nThis is a fault of Costline. Please report it with these lines:\n${error.stack ?? ''}`;
  }
  return `costline: ${String(error)}`;
}
