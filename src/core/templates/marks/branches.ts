/** Conditions that are open at a place of a template. */

export interface Branches {
  /** The conditions that hold here, joined; undefined at the top. */
  readonly current: string | undefined;
  open(condition: string): void;
  /** `else`, `elif b`: the branches before did not hold. */
  otherwise(condition?: string): void;
  close(): void;
}

/** Nesting and `elif`s beyond these are not described, only counted. */
const MAX_DEPTH = 20;
const MAX_TRIED = 8;

interface Branch {
  readonly tried: readonly string[];
  readonly holds: string;
}

const not = (condition: string): string => `not (${condition})`;

export function createBranches(): Branches {
  const stack: Branch[] = [];
  let deeper = 0;
  let current: string | undefined;
  const changed = (): void => {
    current = stack.length === 0 ? undefined : stack.map((branch) => branch.holds).join(' and ');
  };
  return {
    get current() {
      return current;
    },
    open(condition) {
      if (stack.length >= MAX_DEPTH) {
        deeper += 1;
        return;
      }
      stack.push({ tried: [condition], holds: condition });
      changed();
    },
    otherwise(condition) {
      const before = deeper > 0 ? undefined : stack.pop();
      if (before === undefined) return;
      const added = condition === undefined ? [] : [condition];
      stack.push({ tried: [...before.tried, ...added].slice(0, MAX_TRIED), holds: [...before.tried.map(not), ...added].join(' and ') });
      changed();
    },
    close() {
      if (deeper > 0) deeper -= 1;
      else stack.pop();
      changed();
    },
  };
}
