/** POML: elements whose text is sent, `{{ expression }}`, and `if`/`for` on any element. */
import type { BlockRole } from '../../call-site.ts';
import { moveParts } from '../part.ts';
import { jinja } from '../marks/jinja.ts';
import type { Draft, Part, TemplateFormat } from '../part.ts';

const TAG = /<!--[^]{0,20000}?-->|<(\/?)([A-Za-z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*'){0,200})(\/?)>/g;

const MESSAGES: Readonly<Record<string, BlockRole>> = {
  'system-msg': 'system', systemmessage: 'system', 'user-msg': 'user', 'human-msg': 'user', humanmessage: 'user', usermessage: 'user',
  'ai-msg': 'assistant', 'assistant-msg': 'assistant', aimessage: 'assistant',
};
/** Elements that put something in from elsewhere, and those that are never sent. */
const INSERTS = new Set(['document', 'doc', 'img', 'image', 'table', 'include', 'webpage', 'folder', 'audio']);
const SILENT = new Set(['let', 'stylesheet', 'meta', 'output-schema', 'tool', 'runtime']);

interface Open {
  readonly name: string;
  readonly condition: string | undefined;
}

export const poml: TemplateFormat = {
  id: 'poml',
  read({ name, text }) {
    return name.endsWith('.poml') ? readElements(text) : null;
  },
};

function readElements(text: string): Draft[] {
  const drafts: { role: BlockRole; parts: Part[] }[] = [{ role: 'user', parts: [] }];
  const open: Open[] = [];
  let at = 0;
  const add = (parts: readonly Part[]): void => {
    const condition = open.map((each) => each.condition).filter((each) => each !== undefined).join(' and ');
    drafts.at(-1)?.parts.push(...parts.map((part) => (condition === '' ? part : { ...part, condition })));
  };
  const addText = (to: number): void => {
    const raw = text.slice(at, to);
    const base = at + (raw.length - raw.trimStart().length);
    if (raw.trim() !== '' && !open.some((each) => SILENT.has(each.name))) add(moveParts(jinja.read(raw.trim()), (offset) => offset + base));
  };
  for (const tag of text.matchAll(TAG)) {
    addText(tag.index);
    at = tag.index + tag[0].length;
    const element = (tag[2] ?? '').toLowerCase();
    if (element === '') continue;
    if (tag[1] === '/') closeElement(open, element);
    else {
      const role = MESSAGES[element];
      if (role !== undefined) drafts.push({ role, parts: [] });
      const caption = captionIn(tag);
      if (caption !== null) add([caption]);
      if (INSERTS.has(element)) add([insertion(tag[0], tag[3] ?? '', tag.index)]);
      if (tag[4] !== '/' && !(tag[3] ?? '').endsWith('/')) open.push({ name: element, condition: conditionOf(tag[3] ?? '') });
    }
  }
  addText(text.length);
  return drafts;
}

function closeElement(open: Open[], element: string): void {
  const index = open.findLastIndex((each) => each.name === element);
  if (index !== -1) open.splice(index);
}

function conditionOf(attributes: string): string | undefined {
  const match = /\b(if|for)\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes);
  if (match === null) return undefined;
  const expression = (match[2] ?? match[3] ?? '').replace(/^\{\{|\}\}$/g, '').trim();
  return match[1] === 'for' ? `for ${expression}` : expression;
}

/** A caption is sent as a heading. */
function captionIn(tag: RegExpExecArray): Part | null {
  const match = /\bcaption\s*=\s*(["'])([^"'{}]+)\1/d.exec(tag[0]);
  const [start, end] = match?.indices?.[2] ?? [0, 0];
  return end === 0 ? null : { kind: 'text', value: tag[0].slice(start, end), span: { start: tag.index + start, end: tag.index + end } };
}

function insertion(written: string, attributes: string, start: number): Part {
  const source = /\bsrc\s*=\s*["']([^"'{}]*)["']/.exec(attributes)?.[1];
  return { kind: 'hole', expression: written, variables: [], span: { start, end: start + written.length }, ...(source === undefined ? {} : { include: source }) };
}
