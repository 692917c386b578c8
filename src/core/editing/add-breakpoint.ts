/**
 * Marks the system prompt in the notation of the SDK that sends it:
 *
 *     anthropic        system=PROMPT                            a list of one marked text
 *     chat messages    {"role": "system", "content": PROMPT}    its content a list of one marked text
 *     LangChain        SystemMessage(content=PROMPT)            the same
 *     Converse         system=[{"text": PROMPT}]                a cachePoint behind the text
 *     Vercel AI SDK    system: PROMPT, prompt: q                a system message with provider options
 */
import type { CallSite } from '../call-site.ts';
import type { FileEdits, Range } from '../document.ts';
import { rangeContains } from '../document.ts';
import type { SourceAccess } from './add-argument.ts';
import { closingBracket } from './brackets.ts';
import { markMessage } from './mark-message.ts';

/** Null unless what is marked is plainly a text: anything else may be a list of blocks already. */
export function addBreakpoint(site: CallSite, { source, lines }: SourceAccess): readonly FileEdits[] | null {
  const block = site.blocks.find((each) => each.role === 'system');
  const file = block?.location.file;
  const found = file === undefined ? undefined : source(file);
  if (block === undefined || file === undefined || found === undefined) return null;
  if (site.sdk === 'vercel-ai') return markMessage(site, { source, lines });
  const { text } = found;
  const index = lines(file);
  const [start, end] = [index.offsetAt(block.location.range.start), index.offsetAt(block.location.range.end)];
  const at: Written = { text, start, end, isPython: found.language === 'python' };
  const edit = markedBy(site, at, () => file === site.location.file && rangeContains(site.location.range, block.location.range.start));
  return edit === null ? null : [{ file, edits: [{ range: index.rangeOf(edit) satisfies Range, newText: edit.newText }] }];
}

interface Written {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isPython: boolean;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

function markedBy({ sdk, provider }: CallSite, at: Written, isInCall: () => boolean): Edit | null {
  if (sdk.startsWith('anthropic.')) return isInCall() ? wrapped(at, /\b(?:system)\s*([=:])\s*$/, /^system\s*:\s*/) : null;
  if (sdk === 'bedrock.converse') return isInCall() ? withCachePoint(at) : null;
  if (sdk === 'litellm' || (sdk === 'openai.chat' && provider === 'openrouter')) return wrapped(at, /["']role["']?\s*:\s*["']system["']\s*,\s*["']?content["']?\s*(:)\s*$|\brole\s*:\s*["']system["']\s*,\s*content\s*(:)\s*$/, /^["']?content["']?\s*:\s*/);
  if (sdk === 'langchain' && provider === 'anthropic') return wrapped(inMessage(at), /\bSystemMessage\(\s*(?:content\s*(=)\s*)?$/, /^content\s*=\s*/);
  return null;
}

/** The content of `SystemMessage(content=…)` where the block stands at the whole message; one with more arguments is left alone. */
function inMessage(at: Written): Written {
  const opened = /^SystemMessage\(\s*(?:content\s*=\s*)?/.exec(at.text.slice(at.start, at.end))?.[0];
  if (opened === undefined || at.text[at.end - 1] !== ')' || /,\s*\w+\s*=/.test(at.text.slice(at.start, at.end))) return at;
  return { ...at, start: at.start + opened.length, end: at.end - 1 };
}

/** The value becomes a list of one text that carries the marker. */
function wrapped({ text, start, end, isPython }: Written, before: RegExp, entry: RegExp): Edit | null {
  // A block stands at its value, or at the whole entry of an object: `system: PROMPT`.
  const own = entry.exec(text.slice(start, end))?.[0] ?? '';
  const value = text.slice(start + own.length, end);
  const lead = text.slice(Math.max(0, start - 80), start) + own;
  // `{ model, system }` stands for `system: system`.
  const key = !isPython && /^\w+$/.test(value) && /[{,]\s*$/.test(lead) && /^\s*[,}]/.test(text.slice(end)) ? `${value}: ` : '';
  if (!before.test(lead + key) || value.trim() === '' || /^\s*[[{]/.test(value)) return null;
  const newText = isPython
    ? `[{"type": "text", "text": ${value}, "cache_control": {"type": "ephemeral"}}]`
    : `${key}[{ type: 'text', text: ${value}, cache_control: { type: 'ephemeral' } }]`;
  return { start: start + own.length, end, newText };
}

/** A point behind the last text of `system=[{"text": …}]`. */
function withCachePoint({ text, start, isPython }: Written): Edit | null {
  const found = /\bsystem\s*[=:]\s*\[/g;
  found.lastIndex = Math.max(0, start - 200);
  for (let match = found.exec(text); match !== null && match.index <= start; match = found.exec(text)) {
    const open = match.index + match[0].length - 1;
    const close = closingBracket(text, open, isPython);
    const inner = close === null ? '' : text.slice(open + 1, close);
    if (close === null || close < start || !/^\s*\{\s*["']?text["']?\s*:[^]*\}\s*$/.test(inner) || closingBracket(text, text.indexOf('{', open), isPython) !== open + 1 + inner.trimEnd().length - 1) continue;
    const at = open + 1 + inner.trimEnd().length;
    return { start: at, end: at, newText: isPython ? ', {"cachePoint": {"type": "default"}}' : ", { cachePoint: { type: 'default' } }" };
  }
  return null;
}
