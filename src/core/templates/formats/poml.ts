/** POML: elements whose text is sent, `{{ expression }}`, and `if`/`for` on any element. */
import type { BlockRole } from '../../call-site.ts';
import { moveParts } from '../part.ts';
import { jinja } from '../marks/jinja.ts';
import { textPart } from '../part.ts';
import type { Draft, Part, Surroundings, TemplateFormat } from '../part.ts';

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
  read(source) {
    return source.name.endsWith('.poml') ? readElements(source.text, source, 'user', 0) : null;
  },
};

const MAX_DEPTH = 8;

function readElements(text: string, around: Surroundings, role: BlockRole, depth: number): Draft[] {
  const drafts: { role: BlockRole; parts: Part[] }[] = [{ role, parts: [] }];
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
      const speaker = MESSAGES[element];
      if (speaker !== undefined) drafts.push({ role: speaker, parts: [] });
      const caption = captionIn(tag);
      if (caption !== null) add([caption]);
      if (INSERTS.has(element)) {
        const [first, ...others] = inserted(element, tag, { around, role: drafts.at(-1)?.role ?? role, depth });
        add(first?.parts ?? []);
        for (const other of others) {
          drafts.push({ role: other.role, parts: [] });
          add(other.parts);
        }
      }
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

interface Insertion {
  readonly around: Surroundings;
  readonly role: BlockRole;
  readonly depth: number;
}

const TEXT = /\.(?:txt|md|markdown|json|csv|xml|html?|ya?ml)$/i;

/** Other elements and texts are read where they stand; the rest is a hole. */
function inserted(element: string, tag: RegExpExecArray, { around, role, depth }: Insertion): readonly Draft[] {
  const written = tag[0];
  const name = /\bsrc\s*=\s*["']([^"'{}]*)["']/.exec(tag[3] ?? '')?.[1];
  const found = name === undefined || depth >= MAX_DEPTH ? null : around.load(name, around.file);
  const inFound = (parts: readonly Part[]): Part[] => parts.map((part) => ({ ...part, file: part.file ?? found?.file ?? '' }));
  if (found && element === 'include') return readElements(found.text, { ...around, file: found.file }, role, depth + 1).map((draft) => ({ ...draft, parts: inFound(draft.parts) }));
  if (found && /^doc(?:ument)?$/.test(element) && TEXT.test(found.file)) return [{ role, parts: inFound([textPart(found.text, 0, found.text.length)]) }];
  const span = { start: tag.index, end: tag.index + written.length };
  return [{ role, parts: [{ kind: 'hole', expression: written, variables: [], span, ...(name === undefined ? {} : { include: name }) }] }];
}
