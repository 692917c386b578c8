/**
 * Prompts that a function builds and that no call found in source sends: what lies between is a framework, a registry, a wire.
 * They are no call sites, but what breaks a cache in them can still be told.
 */
import type { CallSite } from '../call-site.ts';
import { symbolicArgs } from '../values/parameters.ts';
import type { FunctionValue, Place } from '../values/value.ts';
import type { Machine } from '../values/machine.ts';
import { flatten, isClock, staticLengthOf } from './draft.ts';
import type { SiteDraft } from './draft.ts';
import { blocksOf } from './request/messages/messages.ts';

/** `buildSystemPrompt`, `get_system_message`, `agent_instructions`. */
const BUILDER = /(?:system|agent|base|main|core)_?(?:prompt|message|instructions?)|prompt$|^(?:build|get|make|create|render|generate|format|compose)_?\w*(?:prompt|instructions)/i;
const SYSTEM = /system|agent|instructions/i;
const CHANGES = /date|time|now|today|uuid|guid|random|nonce|clock|moment|dayjs/i;
const ADDRESSES = /\b(?:You are|You're|Your (?:task|job|goal|role)|You will)\b/;
const CLOCK = /\bnew Date\b|Date\.now|\bdatetime\b|time\.(?:time|strftime)|\buuid|random|dayjs|moment\(/i;

const MESSAGE = /["']?\brole["']?\s*[:=]\s*["']|\b(?:System|Human|AI)Message\(/;

/** A cheap look at a file's text; all of a workspace is looked at, so plain words come first. */
export const mayBuildPrompts = (text: string): boolean =>
  ((text.includes('rompt') || text.includes('nstructions')) && ADDRESSES.test(text) && CLOCK.test(text)) || (text.includes('essage') && mayBuildMessages(text));

/** `messages.append({"role": "system", "content": f"It is {now}"})`, and the conversation behind it. */
const mayBuildMessages = (source: string): boolean => MESSAGE.test(source) && CLOCK.test(source) && /\breturn\b/.test(source);

export const mayBuildPrompt = (name: string, source: string): boolean => (BUILDER.test(name) && CHANGES.test(source)) || mayBuildMessages(source);

/** Less text than this is no system prompt of an agent, in characters. */
const MIN_CHARS = 1000;

/** Null unless what it answers is a long text with a hole whose value is another each time, or messages with such a hole and a conversation behind it. */
export const builtPrompt = (machine: Machine, callee: FunctionValue, place: Place): SiteDraft | null => {
  const built = machine.callFunction(callee, symbolicArgs(machine, callee, 'call'), place);
  const blocks = blocksOf(machine, built, place, 'system');
  const parts = blocks.flatMap((block) => flatten(block.parts));
  if (hasConversationBehindClock(blocks)) return siteOf(callee, place, blocks);
  const isVolatile = parts.some(isClock);
  const text = parts.map((part) => (part.kind === 'static' ? part.text : '')).join('');
  if (!isVolatile || staticLengthOf(blocks) < MIN_CHARS || !ADDRESSES.test(text) || !BUILDER.test(callee.node.name)) return null;
  // A system prompt has a conversation behind it.
  const conversation: SiteDraft['blocks'] = SYSTEM.test(callee.node.name)
    ? [{ role: 'user', breakpoint: null, place, parts: [{ kind: 'hole', hole: { expression: 'messages', place, volatility: 'session', cause: '', origin: [], content: 'history', bounds: null } }] }]
    : [];
  return siteOf(callee, place, [...blocks.map((block) => ({ ...block, role: 'system' as const })), ...conversation]);
};

const siteOf = (callee: FunctionValue, place: Place, blocks: SiteDraft['blocks']): SiteDraft => {
  const owner = callee.owner?.node.name;
  return {
    place, name: place, kind: 'template', sdk: 'prompt', provider: null, model: { id: null, from: 'unknown', candidates: [], place: null, params: [] },
    blocks, outputLimit: null, outputSchema: null, tools: [], toolChoice: null, reasoning: null,
    multiple: null, use: 'unknown', fees: [], through: [], telemetryNames: [], problems: [], enclosing: owner ? `${owner}.${callee.node.name}` : callee.node.name,
  };
};

/** A system message with a clock in it, and messages of a conversation behind. */
const hasConversationBehindClock = (blocks: SiteDraft['blocks']): boolean => {
  const clock = blocks.findIndex((block) => block.role === 'system' && flatten(block.parts).some(isClock));
  return clock >= 0 && blocks.slice(clock + 1).some((block) => flatten(block.parts).some((part) => part.kind === 'hole' && part.hole.content === 'history'));
};

/** Those none of whose volatile holes stands in a call that was found. */
export const neverSent = (prompts: readonly CallSite[], calls: readonly CallSite[]): readonly CallSite[] => {
  const sent = new Set(calls.flatMap(volatilePlaces));
  const seen = new Set<string>();
  return prompts.filter((prompt) => {
    const own = volatilePlaces(prompt);
    if (own.length === 0) return true;
    // A builder that only passes on another's text says the same once more.
    const isNew = own.some((place) => !sent.has(place) && !seen.has(place));
    for (const place of own) seen.add(place);
    return isNew && !own.some((place) => sent.has(place));
  });
};

const volatilePlaces = (site: CallSite): readonly string[] =>
  site.blocks.flatMap((block) => block.segments).flatMap((segment) =>
    (segment.kind === 'hole' && (segment.volatility === 'time' || segment.volatility === 'random') ? [`${segment.location.file}:${segment.location.range.start.line}:${segment.location.range.start.character}`] : []));

/**
 * Whether all that call the builder keep what it answers, so that it is built once per object or process:
 * `this.prompt = buildPrompt()`, `const PROMPT = build_prompt()` at the beginning of a line.
 */
export const isKept = (name: string, texts: Iterable<string>): boolean => {
  const call = new RegExp(`^(.*?)(?<![\\w$])${name.replace(/[$]/g, '\\$&')}\\s*\\(`, 'gm');
  let kept = 0;
  for (const text of texts) {
    if (!text.includes(name)) continue;
    for (const [, before = ''] of text.matchAll(call)) {
      if (/\b(?:function|def|async|public|private|protected|static|export)\s+(?:\*\s*)?$|^\s*(?:async\s+)?$/.test(before)) continue;
      if (!/^\s*(?:this|self)\.[\w$]+\s*(?::[^=]+)?=\s*(?:await\s+)?(?:[\w$.]+\.)?$|^(?:export\s+)?(?:const\s+|let\s+)?[A-Z][A-Z0-9_]+\s*(?::[^=]+)?=\s*(?:await\s+)?$/.test(before)) return false;
      kept += 1;
    }
  }
  return kept > 0;
};

