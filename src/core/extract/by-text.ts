/** Questions about a file's text that are asked again at every check, and whose answer the text alone decides. */
import type { FileId } from '../document.ts';

/** The same question, answered once for each text of a file. What it keeps is one answer per file. */
export function askedOnce<Answer>(question: (text: string) => Answer): (file: FileId, text: string) => Answer {
  const known = new Map<FileId, { readonly text: string; readonly answer: Answer }>();
  return (file, text) => {
    const before = known.get(file);
    if (before?.text === text) return before.answer;
    const answer = question(text);
    known.set(file, { text, answer });
    return answer;
  };
}
