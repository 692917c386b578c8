/** What depends on nothing but the key of a value, found out once per key. */

/** Keys whose answers are kept at most; a workspace has a few thousand. */
const MAX_KEYS = 20_000;

export const byKey = <T>(find: (key: string) => T): ((key: string) => T) => {
  const answers = new Map<string, T>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined || answers.has(key)) return known as T;
    const answer = find(key);
    if (answers.size >= MAX_KEYS) answers.clear();
    answers.set(key, answer);
    return answer;
  };
};
