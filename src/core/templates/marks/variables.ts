/** The names an expression of a template language reads. */

const WORDS = new Set([
  'and', 'or', 'not', 'in', 'is', 'if', 'else', 'true', 'false', 'none', 'null', 'undefined', 'defined', 'this', 'loop', 'range', 'super', 'self',
  'namespace', 'caller', 'eq', 'ne', 'lt', 'gt', 'le', 'ge', 'len', 'index', 'printf', 'with',
]);

/** Strings, filters (`| upper`), members (`.name`) and called names are no variables. */
export function variablesIn(expression: string): string[] {
  const bare = expression.replace(/"[^"]*"|'[^']*'/g, ' ').replace(/\|\s*[A-Za-z_]\w*/g, ' ').replace(/\bis\s+(?:not\s+)?\w+/g, ' ');
  const names = [...bare.matchAll(/(?<![\w.)\]])[A-Za-z_][\w-]*(?!\w*\s*\(|\w*\s*=[^=])/g)].map((match) => match[0].replace(/-+$/, ''));
  return [...new Set(names.filter((name) => !WORDS.has(name.toLowerCase())))];
}
