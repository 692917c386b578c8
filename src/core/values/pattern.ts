/**
 * Patterns over the key of an opaque value.
 *
 *   `openai:{default,OpenAI}().chat.completions.create()`
 *
 * `{a,b}` is one of several, `*` any part of one name, `**` anything.
 */
const compiled = new Map<string, RegExp>();

const compile = (pattern: string): RegExp => {
  let source = '';
  let depth = 0;
  for (let i = 0; i < pattern.length; i += 1) {
    const unit = pattern[i]!;
    if (unit === '*') {
      if (pattern[i + 1] === '*') {
        source += '.*';
        i += 1;
      } else source += '[\\w$-]*';
    } else if (unit === '{') {
      depth += 1;
      source += '(?:';
    } else if (unit === '}' && depth > 0) {
      depth -= 1;
      source += ')';
    } else if (unit === ',' && depth > 0) source += '|';
    else source += unit.replace(/[.()$^+?[\]\\|/]/, '\\$&');
  }
  return new RegExp(`^${source}$`);
};

export const matches = (pattern: string, key: string): boolean => {
  let expression = compiled.get(pattern);
  if (!expression) {
    expression = compile(pattern);
    compiled.set(pattern, expression);
  }
  return expression.test(key);
};

export const matchesAny = (patterns: readonly string[], key: string): boolean => patterns.some((pattern) => matches(pattern, key));
