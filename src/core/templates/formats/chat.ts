/** Role names and role lines, as chat templates write them. */
import type { BlockRole } from '../../call-site.ts';
import { moveParts } from '../part.ts';
import type { Draft, Marks, Surroundings } from '../part.ts';

const ROLES: Readonly<Record<string, BlockRole>> = {
  system: 'system', developer: 'system', user: 'user', human: 'user', assistant: 'assistant', ai: 'assistant', model: 'assistant', tool: 'tool', function: 'tool',
};

export const roleNamed = (name: string): BlockRole | undefined => ROLES[name.trim().toLowerCase()];

const ROLE_LINE = /^[ \t]*(?:#[ \t]*)?(system|developer|user|human|assistant|ai)(?:\[[^\]\n]*\])?[ \t]*:[ \t]*(?:\r?\n|$)/gim;

/** `system:` on a line of its own begins a message. Text before the first is of `before`'s role. */
export function readRoleLines(text: string, start: number, { marks, around }: { readonly marks: Marks; readonly around: Surroundings }, before: BlockRole): Draft[] {
  const drafts: Draft[] = [];
  let role = before;
  let at = start;
  const add = (to: number): void => {
    const body = text.slice(at, to);
    const base = at;
    if (body.trim() !== '') drafts.push({ role, parts: moveParts(marks.read(body, around), (offset) => offset + base) });
  };
  ROLE_LINE.lastIndex = start;
  for (let line = ROLE_LINE.exec(text); line !== null; line = ROLE_LINE.exec(text)) {
    add(line.index);
    role = roleNamed(line[1] ?? '') ?? role;
    at = line.index + line[0].length;
  }
  add(text.length);
  return drafts;
}
