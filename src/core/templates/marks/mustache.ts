/** Mustache and Handlebars: `{{x}}`, `{{{x}}}`, `{{#if x}}…{{else}}…{{/if}}`, `{{#x}}…{{/x}}`, `{{^x}}`, `{{> partial}}`. */
import { textPart } from '../part.ts';
import type { Marks, Part, Surroundings } from '../part.ts';
import { createBranches } from './branches.ts';
import { variablesIn } from './variables.ts';

const MARK = /\\?\{\{\{([^{}]+)\}\}\}|\\?\{\{!--[^]{0,4000}?--\}\}|\\?\{\{(~?)([#^/>!&]?)([^{}]*?)~?\}\}/g;

export const mustache: Marks = {
  id: 'mustache',
  marksIn: (text) => /\{\{\{|\{\{~?[#^>/]\s*\w/.test(text),
  read: (text, around) => readFrom(text, around, 0),
};

/** Partials put into partials beyond these are left as holes. */
const MAX_DEPTH = 8;

function readFrom(text: string, around: Surroundings | undefined, depth: number): readonly Part[] {
  const parts: Part[] = [];
  const branches = createBranches();
  let at = 0;
  for (const mark of text.matchAll(MARK)) {
    if (mark.index > at) parts.push(textPart(text, at, mark.index, branches.current));
    at = mark.index + mark[0].length;
    // `\{{x}}` is text in Handlebars, without the backslash.
    if (mark[0].startsWith('\\')) {
      parts.push(textPart(text, mark.index + 1, at, branches.current));
      continue;
    }
    const [sign, inside] = mark[1] === undefined ? [mark[3] ?? '!', (mark[4] ?? '').trim()] : ['', mark[1].trim()];
    const condition = branches.current;
    const common = { span: { start: mark.index, end: at }, ...(condition === undefined ? {} : { condition }) };
    if (sign === '#') branches.open(inside.replace(/^if\s+/, '').replace(/^unless\s+(.*)$/, 'not ($1)').replace(/^each\s+/, 'for each in '));
    else if (sign === '^' && inside === '') branches.otherwise();
    else if (sign === '^') branches.open(`not (${inside})`);
    else if (sign === '/') branches.close();
    else if (/^else\b/.test(inside)) branches.otherwise(inside.replace(/^else\s*(?:if\s+)?/, '') || undefined);
    else if (sign === '>') parts.push(...(partial(inside, condition, around, depth) ?? [{ kind: 'hole' as const, expression: inside, variables: [], include: partialName(inside), ...common }]));
    else if (sign !== '!') parts.push({ kind: 'hole', expression: inside, variables: variablesOf(inside), ...common });
  }
  if (at < text.length) parts.push(textPart(text, at, text.length, branches.current));
  return parts;
}

const partialName = (inside: string): string => /^["']?([^\s"']+)/.exec(inside)?.[1] ?? inside;

/** A partial's own parts, in the file they are written in; what it is given by name (`{{> card title=name}}`) stands for its fields. */
function partial(inside: string, condition: string | undefined, around: Surroundings | undefined, depth: number): readonly Part[] | null {
  const found = depth < MAX_DEPTH ? around?.load(partialName(inside), around.file) : null;
  if (!around || !found) return null;
  const given = new Map([...inside.matchAll(/(\w+)=(\S+)/g)].map((match) => [match[1] ?? '', variablesIn(match[2] ?? '')] as const));
  return readFrom(found.text, { ...around, file: found.file }, depth + 1).map((part) => ({
    ...part, file: part.file ?? found.file, ...joined(condition, part.condition),
    ...(part.kind === 'hole' ? { variables: part.variables.flatMap((name) => given.get(name) ?? [name]) } : {}),
  }));
}

const joined = (outer: string | undefined, inner: string | undefined): { readonly condition?: string } =>
  (outer === undefined ? (inner === undefined ? {} : { condition: inner }) : { condition: inner === undefined ? outer : `${outer} and ${inner}` });

/** `helper a b=c` reads `a` and `c`; a single word is a variable. */
function variablesOf(expression: string): string[] {
  const words = expression.split(/\s+/);
  return variablesIn(words.length === 1 ? expression : words.slice(1).map((word) => word.replace(/^\w+=/, '')).join(' ')).filter((name) => !name.startsWith('@'));
}
