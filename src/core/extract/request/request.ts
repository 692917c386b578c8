/** One recognised call as a draft of its call site. */
import type { BlockRole, CallSite } from '../../call-site.ts';
import { providerOfId } from '../../sdks/provider-names.ts';
import type { Recognised } from '../../sdks/registry.ts';
import type { CallView, Found, RequestParts } from '../../sdks/view.ts';
import { holeOf, beginOf } from '../../values/opaque.ts';
import { deref, membersOf, staticText } from '../../values/value.ts';
import type { Part, Place, Value } from '../../values/value.ts';
import type { Machine } from '../../values/machine.ts';
import { flatten, staticLength } from '../draft.ts';
import type { BlockDraft, SiteDraft } from '../draft.ts';
import { blocksOf } from './messages/messages.ts';
import { readModel } from './model.ts';
import { schemaOf } from './schema.ts';
import { toolsOf } from './tools.ts';
import type { ToolsFound } from './tools.ts';

/** Null when the shape says that it is no call of a model. */
export const draftOf = (view: CallView, { sdk, shape }: Recognised, around: Pick<SiteDraft, 'name' | 'multiple' | 'use' | 'enclosing' | 'retry' | 'excerpt'>): SiteDraft | null => {
  const { machine } = view;
  const own = shape.read ? shape.read(view) : {};
  if (own === null) return null;
  const parts = { ...fromShape(view, shape.request), ...own };
  const model = readModel(machine, parts.model, shape.defaultModel === undefined ? undefined : { model: shape.defaultModel, package: sdk.package, file: view.place.file });
  const tools = parts.tools ? toolsOf(machine, parts.tools.value, parts.tools.place) : null;
  const problems: SiteDraft['problems'][number][] = [];
  if (model.cut) problems.push({ code: 'cut-branches', message: 'More models are possible here than are listed.', place: model.place });
  if (model.id === null) problems.push({ code: 'unresolved-model', message: model.why ?? 'The model is not known in source.', place: model.place });
  const blocks = inPrefixOrder(withoutMoved([
    ...(tools ? toolBlocks(machine, tools, parts.tools!) : []),
    ...(parts.system ? blocksOf(machine, parts.system.value, parts.system.place, 'system') : []),
    ...(parts.messages ? blocksOf(machine, parts.messages.value, parts.messages.place, 'user', parts.fields) : []),
  ]));
  if (blocks.every((block) => block.parts.length === 0)) problems.push({ code: 'unresolved-prompt', message: 'No prompt could be read.', place: view.place });
  return {
    ...around, use: shape.kind === 'signature' || shape.kind === 'agent' ? 'unknown' : around.use, place: view.place, kind: shape.kind, sdk: parts.id ?? shape.id ?? sdk.id, provider: parts.provider ?? (model.provider === undefined ? usualProvider(model, shape, own) : model.provider),
    model, blocks: marked(blocks, parts.cacheMarker), problems, through: [], ...(spreadsParam(view) ? { spread: true } : {}), ...(shape.isUpToCallers ? { isUpToCallers: true } : {}),
    outputLimit: parts.outputLimit ? { tokens: numberOf(parts.outputLimit), place: parts.outputLimit.place } : null,
    outputSchema: parts.schema ? outputSchema(machine, parts.schema) : null,
    tools: tools?.tools ?? [], toolChoice: toolChoiceOf(parts.toolChoice), reasoning: reasoningOf(parts.reasoning),
    cacheKey: cacheKeyOf(view),
    fees: [...(shape.fees ?? []), ...(tools?.fees ?? []), ...chargedOptions(view, parts)], telemetryNames: namesOf(parts.name),
    multiple: stepsOf(parts.maxSteps) ?? (shape.steps === undefined ? around.multiple : { min: 1, max: shape.steps }),
  };
};

const CACHE_KEYS = ['prompt_cache_key', 'promptCacheKey', 'extra_body.prompt_cache_key', '#0.prompt_cache_key', 'providerOptions.openai.promptCacheKey', 'model_kwargs.prompt_cache_key', '^prompt_cache_key', '^model_kwargs.prompt_cache_key'];

const cacheKeyOf = (view: CallView): SiteDraft['cacheKey'] => {
  const key = view.first(CACHE_KEYS);
  const hole = key && holeOf(key.value, key.place, view.machine);
  return hole === null || hole.volatility === 'constant' ? null : hole;
};

/** Who bills for a model that is given by its id alone. */
const usualProvider = (model: SiteDraft['model'], shape: Recognised['shape'], own: Partial<RequestParts>): string | null =>
  (shape.prefixed || own.provider === null ? providerOfIds(model) : null) ?? (own.provider === undefined ? shape.provider ?? null : null);

const providerOfIds = (model: SiteDraft['model']): string | null => {
  const providers = new Set((model.id === null ? model.candidates.map(({ id }) => id) : [model.id]).map(providerOfId));
  return providers.size === 1 ? [...providers][0] ?? null : null;
};

const fromShape = (view: CallView, shape: Recognised['shape']['request']): RequestParts => {
  // What is not given by name may be in `**kwargs`, or in what is spread over the options.
  const rest = restOf(view);
  const unseen: Found | null = rest ? { value: rest, place: view.place } : null;
  const messages = view.first(shape.messages);
  return {
    model: view.first(shape.model) ?? (shape.model ? unseen : null), system: view.first(shape.system) ?? (shape.system && !shape.messages ? unseen : null), messages: messages ?? (shape.messages ? unseen : null), tools: view.first(shape.tools),
    schema: view.first(shape.schema), outputLimit: view.first(shape.outputLimit), toolChoice: view.first(shape.toolChoice), reasoning: view.first(shape.reasoning),
    maxSteps: view.first(shape.maxSteps), name: view.first(shape.name), cacheMarker: view.first(shape.cacheMarker),
  };
};

const restOf = ({ call: { args } }: CallView): Value | null => {
  const options = args?.positional[0] && deref(args.positional[0]);
  return args?.rest ?? (options?.kind === 'record' ? options.rest : null);
};

/** `{ ...options, prompt }` of a function given `options`. */
const spreadsParam = (view: CallView): boolean => {
  const rest = restOf(view);
  const plain = rest && deref(rest);
  return plain?.kind === 'opaque' && beginOf(plain).hole?.param !== undefined;
};

const RANK: Readonly<Record<BlockRole, number>> = { tools: 0, system: 1, user: 2, assistant: 2, tool: 2 };

/** `if is_o1: user, system = system, None`: a text that is sent in one message or in another is sent once. */
const withoutMoved = (blocks: readonly BlockDraft[]): readonly BlockDraft[] =>
  blocks.filter((block, i) => !block.condition || staticLength(block.parts) === 0 || !blocks.slice(0, i).some((before) => before.condition && before.role !== block.role && isSameText(before, block)));

const isSameText = (a: BlockDraft, b: BlockDraft): boolean => {
  const keys = ({ parts }: BlockDraft): string => flatten(parts).map((part) => (part.kind === 'static' ? `${part.place.file}#${part.place.span.start}` : '')).join(' ');
  return keys(a) === keys(b);
};

/** Tools, then system prompts, then messages, each in the order written. */
export const inPrefixOrder = (blocks: readonly BlockDraft[]): readonly BlockDraft[] =>
  blocks.map((block, i) => ({ block, i })).sort((a, b) => RANK[a.block.role] - RANK[b.block.role] || a.i - b.i).map(({ block }) => block);

/** Tool schemas are counted as JSON; here stand their descriptions' holes and the tools nobody can read. */
export const toolBlocks = (machine: Machine, found: ToolsFound, given: Found): readonly BlockDraft[] => {
  const unstable = found.disorder === null ? {} : { unstableOrder: found.disorder };
  const part = (value: Value, place: Place, order: { readonly unstableOrder?: string }): Part => ({ kind: 'hole', hole: { ...holeOf(value, place, machine), content: 'tools', ...order } });
  // Where the order is lost in what the call is given, that is the place; otherwise it is where the tools are listed.
  const isLostHere = found.disorder !== null && (found.open.length === 0 || LOSES_ORDER.test(machine.program.source(given.place)));
  const parts = [...(isLostHere ? [part(given.value, given.place, unstable)] : []), ...found.open.map(({ value, place }) => part(value, place, isLostHere ? {} : unstable))];
  return parts.length > 0 || found.tools.length > 0 ? [{ role: 'tools', parts, breakpoint: null, place: given.place }] : [];
};

const LOSES_ORDER = /(?:set|sample|shuffle|permutation|sort|toSorted|sorted)\(/;

/** A marker on the whole request ends at the last block. */
const marked = (blocks: readonly BlockDraft[], marker: Found | null): readonly BlockDraft[] => {
  const last = blocks.at(-1);
  const plain = marker && deref(marker.value);
  if (!marker || !last || (plain?.kind === 'constant' && plain.value !== true)) return blocks;
  return [...blocks.slice(0, -1), { ...last, breakpoint: { ttl: null, place: marker.place } }];
};

/** Options that change the price of each token, or cost something of their own. */
const chargedOptions = (view: CallView, { cacheMarker }: RequestParts): string[] => {
  const said = (wheres: readonly string[]): string | null => {
    const found = view.first(wheres);
    return found && staticText(found.value);
  };
  return [
    ...(said(['inference_geo', 'inferenceGeo']) === 'us' ? ['inference_geo'] : []),
    ...(/\/\/[a-z]{2}\.api\.openai\.com/.test(said(['^base_url', '^baseURL']) ?? '') ? ['data_residency'] : []),
    ...(said(['service_tier', 'serviceTier']) === 'priority' ? ['priority_processing'] : []),
    ...(cacheMarker !== null && cacheMarker !== undefined && /generate_?content|send_?message/i.test(view.key) ? ['cached_content'] : []),
  ];
};

const numberOf = (found: Found): number | null => {
  const numbers = membersOf(found.value).map((member) => deref(member.value)).flatMap((plain) => (plain.kind === 'constant' && typeof plain.value === 'number' ? [plain.value] : []));
  return numbers.length > 0 ? Math.max(...numbers) : null;
};

const outputSchema = (machine: Machine, found: Found): SiteDraft['outputSchema'] => {
  const schema = schemaOf(machine, found.value);
  const known = schema !== null && typeof schema === 'object' && Object.keys(schema).length > 0;
  return known ? { schema, place: found.place } : null;
};

const toolChoiceOf = (found: Found | null): CallSite['toolChoice'] => {
  if (!found) return null;
  const text = staticText(found.value);
  if (text === null) return deref(found.value).kind === 'record' ? 'named' : null;
  if (text === 'auto' || text === 'none') return text;
  return text === 'required' || text === 'any' ? 'any' : 'named';
};

const reasoningOf = (found: Found | null): string | null => {
  if (!found) return null;
  const plain = deref(found.value);
  if (plain.kind === 'constant') return plain.value === null ? null : String(plain.value);
  return staticText(found.value);
};

const namesOf = (found: Found | null): readonly string[] => {
  const name = found ? staticText(found.value) : null;
  return name ? [name] : [];
};

export const stepsOf = (found: Found | null): CallSite['multiple'] => {
  if (!found) return null;
  const plain = deref(found.value);
  if (plain.kind === 'constant' && typeof plain.value === 'number') return { min: 1, max: plain.value };
  // Of several conditions the first that holds ends it.
  if (plain.kind === 'list') {
    const limits = plain.items.flatMap((item) => stepsOf({ value: item.value, place: item.place })?.max ?? []);
    return { min: 1, max: limits.length > 0 ? Math.min(...limits) : null };
  }
  const counted = plain.kind === 'opaque' && /(?:stepCountIs|isStepCount)\(\)$/.test(plain.key) ? plain.args?.positional[0] : undefined;
  return { min: 1, max: counted ? numberOf({ value: counted, place: found.place }) : null };
};

export const calleeName = (machine: Machine, place: Place): Place => {
  const source = machine.program.source(place);
  // The name before the last opening bracket at depth nought.
  let depth = 0;
  for (let i = source.length - 1; i >= 0; i -= 1) {
    const unit = source[i];
    if (unit === ')' || unit === ']' || unit === '}') depth += 1;
    else if (unit === '(' || unit === '[' || unit === '{') {
      depth -= 1;
      if (depth === 0 && unit === '(') {
        const name = /([\w$]+)\s*(?:<[^()]*>)?\s*$/.exec(source.slice(0, i));
        if (name?.[1]) return { file: place.file, span: { start: place.span.start + name.index, end: place.span.start + name.index + name[1].length } };
      }
    }
  }
  return place;
};

