/** Which model a value names. Nothing is guessed: what source cannot tell stays open, with the reason. */
import type { ModelSource } from '../../call-site.ts';
import { providerOfId, providerOfName } from '../../sdks/provider-names.ts';
import { handleFor } from '../../sdks/registry.ts';
import type { FileId } from '../../document.ts';
import type { DefaultModel } from '../../sdks/sdk.ts';
import { defaultAt } from '../workspace/pins.ts';
import { providerOfUrl } from '../../sdks/base-url.ts';
import type { HandleShape } from '../../sdks/sdk.ts';
import { argumentAt, CallView, plainKey } from '../../sdks/view.ts';
import { asParts } from '../../values/text.ts';
import type { Found } from '../../sdks/view.ts';
import { beginOf } from '../../values/opaque.ts';
import { deref, membersOf, staticText } from '../../values/value.ts';
import type { Member, OpaqueValue, Part, Value, Via } from '../../values/value.ts';
import type { Machine } from '../../values/machine.ts';
import type { ModelDraft } from '../draft.ts';

interface Candidate {
  readonly id: string;
  readonly when: string;
  readonly from: ModelSource;
  /** Null where a model object says that somebody nobody knows bills; absent where nothing is said. */
  readonly provider?: string | null;
  /** It holds on a way that a condition asks for, while other ways lead to models nobody knows: no default. */
  readonly isOneOf?: true;
}

interface Answer {
  readonly candidates: readonly Candidate[];
  /** Alternatives that source cannot tell. */
  readonly open: readonly OpaqueValue[];
  readonly cut: boolean;
  /** Who bills for a model object whose id nobody can tell; null where nobody knows. */
  readonly maker?: string | null;
}

const MAX_DEPTH = 6;
const MAX_TEXTS = 8;
const NOT_FOUND: Answer = { candidates: [], open: [], cut: false };

export const readModel = (machine: Machine, found: Found | null, sdkDefault: ByDefault | undefined): ModelDraft => {
  if (!found) {
    if (sdkDefault !== undefined) return { ...defaultOf(sdkDefault, machine), from: 'sdk-default', place: null, params: [] };
    return { id: null, from: 'unknown', why: 'no model is given here', candidates: [], place: null, params: [] };
  }
  const answer = withoutUnusedDefaults(withCertainDefaults(modelsIn(machine, found.value, '', 0)));
  const params = [...new Set(answer.open.flatMap((value) => beginOf(value).hole?.param ?? []))];
  const ids = [...new Set(answer.candidates.map((candidate) => candidate.id))];
  const base = { ...(answer.cut ? { cut: true } : {}), place: found.place, params, candidates: candidatesOf(answer) };
  const provider = ids.length > 0 ? billedBy(answer) : answer.maker;
  const fallback = answer.candidates.find((candidate) => isDefault(candidate, answer.open));
  if (ids.length === 1 && ids[0] !== undefined && (answer.open.length === 0 || fallback)) {
    const only = fallback ?? answer.candidates[0]!;
    return { ...base, id: ids[0], from: fallback && answer.open.length > 0 ? 'default' : only.from, provider, candidates: answer.open.length > 0 ? base.candidates : [], ...(answer.open.length > 0 ? { why: `a default; ${openNames(answer)} may say otherwise` } : {}) };
  }
  if (ids.length > 1) return { ...base, id: null, from: 'unknown', provider, why: `one of ${ids.length} models` };
  return { ...base, id: null, from: isEnvironment(answer) ? 'environment' : 'unknown', provider, why: answer.open.length > 0 ? `${openNames(answer)} is not known in source` : 'its text is not known in source' };
};

/** What holds where nothing else is given: by how it got there, or by its condition, e.g. `process.env.MODEL ? provider(process.env.MODEL) : provider('gpt-4o')`. */
const isDefault = ({ from, when, isOneOf }: Candidate, open: readonly OpaqueValue[]): boolean =>
  !isOneOf && (from === 'default' || NOT_GIVEN.test(when) || (when.startsWith('not ') && open.some((value) => openName(value) === when.replace(/^not \(?(.*?)\)?$/, '$1'))));

const billedBy = ({ candidates }: Answer): string | null | undefined => {
  if (candidates.some(({ isOneOf }) => isOneOf)) return null;
  const providers = new Set(candidates.map(({ provider }) => provider));
  return providers.size === 1 ? [...providers][0] : null;
};

/** An SDK's own default holds only where it is certain that none is given, which something open beside it is not. */
const withCertainDefaults = (answer: Answer): Answer =>
  answer.open.length === 0 ? answer : { ...answer, candidates: answer.candidates.filter(({ from }) => from !== 'sdk-default') };

const NOT_GIVEN = /(?:^| is )not given$/;

/** A parameter's default is not used where all that is given is known. */
const withoutUnusedDefaults = (answer: Answer): Answer => {
  const given = answer.candidates.filter(({ when }) => !NOT_GIVEN.test(when));
  return answer.open.length > 0 || given.length === 0 ? answer : { ...answer, candidates: given };
};

/** What the SDK takes by itself. */
export interface ByDefault {
  readonly model: DefaultModel;
  /** The distribution whose version decides. */
  readonly package: string | undefined;
  /** Whose project counts. */
  readonly file: FileId;
}

/** The default of the version the project names; otherwise the newest, with the others as candidates. */
const defaultOf = ({ model, package: distribution, file }: ByDefault, machine: Machine): Pick<ModelDraft, 'id' | 'candidates' | 'why'> => {
  if (typeof model === 'string') return { id: model, candidates: [] };
  const pin = distribution === undefined ? null : machine.program.pinned(distribution, file);
  const pinned = pin && defaultAt(model, pin);
  if (pin && pinned !== null) return { id: pinned, candidates: [], why: `the default of ${distribution ?? ''} ${pin.below ? 'before ' : ''}${pin.version}` };
  // Newest first; the oldest holds from the beginning.
  const candidates = model.map(({ id, since }, i) => ({ id, when: since === '0' ? `before version ${model[i - 1]?.since ?? ''}` : `from version ${since}` }));
  return { id: model[0]?.id ?? null, candidates: candidates.length > 1 ? candidates : [], ...(candidates.length > 1 ? { why: `the default since version ${model[0]?.since ?? ''}` } : {}) };
};

/** As code calls it; a parameter that is taken apart has no name of its own. */
const openName = ({ hole, key }: OpaqueValue): string => (hole?.cause.startsWith('{') ? hole.expression : hole?.cause) || key.replace(/^[^:]*:/, '');

const openNames = (answer: Answer): string => [...new Set(answer.open.map(openName))].slice(0, 3).join(', ');

const isEnvironment = (answer: Answer): boolean => answer.open.length > 0 && answer.open.every((value) => /environ|getenv|process\.env/.test(value.key));

const candidatesOf = (answer: Answer): ModelDraft['candidates'] =>
  answer.candidates.filter((candidate, i, all) => all.findIndex((each) => each.id === candidate.id) === i).map(({ id, when }) => ({ id, when }));

const modelsIn = (machine: Machine, value: Value, when: string, depth: number): Answer => {
  if (depth > MAX_DEPTH) return NOT_FOUND;
  const plain = deref(value);
  switch (plain.kind) {
    case 'text': return textModels(plain.parts, when, plain.via);
    case 'union': {
      const members = plain.members.filter((member) => deref(member.value).kind !== 'constant');
      return together(amongOthers(members, members.map((member) => modelsIn(machine, member.value, member.when || when, depth + 1))), plain.cut);
    }
    case 'opaque': return opaqueModels(machine, plain, when, depth);
    case 'record': {
      const inner = plain.entries.find((entry) => /^(id|model|modelId|name)$/.test(entry.key));
      return inner ? modelsIn(machine, inner.value, when, depth + 1) : NOT_FOUND;
    }
    case 'instance': {
      const inner = plain.attributes.get('model') ?? plain.attributes.get('model_name') ?? plain.attributes.get('modelId') ?? plain.attributes.get('id');
      return inner ? modelsIn(machine, inner, when, depth + 1) : NOT_FOUND;
    }
    // The first is asked, the others when it fails.
    case 'list': return plain.items[0] ? modelsIn(machine, plain.items[0].value, when, depth + 1) : NOT_FOUND;
    default: return NOT_FOUND;
  }
};

const together = (answers: readonly Answer[], cut: boolean): Answer => ({
  candidates: answers.flatMap((answer) => answer.candidates), open: answers.flatMap((answer) => answer.open), cut: cut || answers.some((answer) => answer.cut),
});

/** `if (AZURE_KEY) return azure(env.MODEL); if (OPENAI_KEY) return openai(env.MODEL ?? 'gpt-4o')`: none of them is what holds where nothing is given. */
const amongOthers = (members: readonly Member[], answers: readonly Answer[]): readonly Answer[] =>
  answers.map((answer, i) => {
    const isAskedFor = members[i]!.when !== '' && !members[i]!.when.startsWith('not ') && isModelObject(members[i]!.value);
    const others = answers.filter((_, j) => j !== i && isModelObject(members[j]!.value));
    return isAskedFor && others.some((other) => other.open.length > 0) ? { ...answer, candidates: answer.candidates.map((candidate) => ({ ...candidate, isOneOf: true })) } : answer;
  });

const isModelObject = (value: Value): boolean => {
  const plain = deref(value);
  return plain.kind === 'opaque' && plain.args !== null && handleFor(plainKey(plain.key)) !== null;
};

const sourceOf = (via: Via | undefined): ModelSource => (via === undefined ? 'literal' : via === 'declared' ? 'default' : via);

/** `pick(modelOrProvider)`: a provider's name is no model's. */
const PROVIDER_ALONE = /^(?:openai|anthropic|google|gemini|vertex(?:ai)?|azure(?:[-_]?openai)?|bedrock|ollama|groq|openrouter|lm-?studio|xai)$/i;

const textModels = (parts: readonly Part[], when: string, via: Via | undefined): Answer => {
  const texts = alternatives(parts);
  if (!texts) {
    const holes = parts.flatMap((part) => (part.kind === 'hole' ? [part.hole] : []));
    return { candidates: [], cut: false, open: holes.map((hole) => ({ kind: 'opaque', key: `?:${hole.expression}`, module: '?', parent: null, args: null, place: hole.place, phase: 'call', hole })) };
  }
  return { open: [], cut: texts.length > MAX_TEXTS, candidates: texts.slice(0, MAX_TEXTS).filter((id) => id !== '' && id.length < 200 && !PROVIDER_ALONE.test(id)).map((id) => ({ id, when, from: sourceOf(via) })) };
};

/** Every text the parts can be, up to a handful; null when a hole is among them. */
const alternatives = (parts: readonly Part[]): readonly string[] | null => {
  let texts: string[] = [''];
  for (const part of parts) {
    if (part.kind === 'hole') return null;
    const options = part.kind === 'static' ? [part.text] : part.options.map(alternatives);
    if (options.some((option) => option === null)) return null;
    texts = texts.flatMap((text) => options.flatMap((option) => (typeof option === 'string' ? [text + option] : (option ?? []).map((each) => text + each)))).slice(0, MAX_TEXTS + 1);
  }
  return texts;
};

/** Where a model object, the client or provider it is given, or what made it keeps the address of who answers. */
const ADDRESSES = ['base_url', 'baseURL', 'baseUrl', 'api_base', 'client_args.base_url'];
const CLIENTS = ['openai_client', 'client', 'async_client', 'provider'];
const ADDRESS: readonly string[] = [...ADDRESSES, ...CLIENTS.flatMap((client) => ADDRESSES.slice(0, 2).map((name) => `${client}.${name}`)), ...ADDRESSES.slice(0, 3).map((name) => `^${name}`)];

/** By the address it was given, otherwise by what the SDK's file says, otherwise by the package that made it. */
const providerOfMaker = (machine: Machine, value: OpaqueValue, handle: HandleShape): string | null => {
  const address = new CallView(value, value.place, machine).first(ADDRESS);
  if (address && deref(address.value).kind !== 'constant') return providerOfUrl(asParts(address.value, address.place, machine).map((part) => (part.kind === 'static' ? part.text : '')).join(''));
  if (handle.provider !== null) return handle.provider;
  const aiSdk = /^@ai-sdk\/([\w-]+):/.exec(value.key)?.[1];
  if (aiSdk !== undefined) return aiSdk === 'openai-compatible' ? null : providerOfName(aiSdk) ?? aiSdk;
  return handle.prefixed ? null : providerOfName(/^[^(]*/.exec(value.key)![0]);
};

const opaqueModels = (machine: Machine, value: OpaqueValue, when: string, depth: number): Answer => {
  const handle = value.args ? handleFor(plainKey(value.key)) : null;
  if (handle) {
    const provider = providerOfMaker(machine, value, handle);
    for (const where of handle.model) {
      const inner = handle.read ? handle.read(new CallView(value, value.place, machine)) : argumentAt(value.args, where, value.place, machine);
      if (!inner || membersOf(inner.value).every((member) => deref(member.value).kind === 'record')) continue;
      const answer = modelsIn(machine, inner.value, when, depth + 1);
      return { ...answer, maker: provider, candidates: answer.candidates.map((candidate) => ({ ...candidate, provider: candidate.provider ?? provider ?? (handle.prefixed ? providerOfId(candidate.id) : null) })) };
    }
    const byDefault = handle.defaultModel === undefined || value.args?.rest ? null : defaultOf({ model: handle.defaultModel, package: handle.package, file: value.place.file }, machine).id;
    if (byDefault !== null) return { candidates: [{ id: byDefault, when, from: 'sdk-default', provider }], open: [], cut: false };
  }
  return { candidates: value.type ? typeModels(value.type) : fallbackOf(value), open: [value], cut: false };
};

/** `task.get("model", "gpt-4o")`: what a mapping nobody knows answers when it has none; callers may give another, so it stays one that may be. */
const fallbackOf = ({ key, args }: OpaqueValue): readonly Candidate[] => {
  const id = key.endsWith('.get()') && args?.positional[1] ? staticText(args.positional[1]) : null;
  return id ? [{ id, when: 'none is given', from: 'argument' }] : [];
};

/** `model: 'a' | 'b'`, or an enum: the type says which there are, not which it is. */
const typeModels = (type: Value): readonly Candidate[] => {
  const plain = deref(type);
  const values = plain.kind === 'class' && plain.bases.some(isEnum) ? [...plain.members.names.values()].flatMap((cell) => cell.value ?? []) : membersOf(type).map((member) => member.value);
  return values.flatMap((value) => staticText(value) ?? []).map((id) => ({ id, when: '', from: 'argument' as const }));
};

const isEnum = (base: Value): boolean => {
  const plain = deref(base);
  return plain.kind === 'opaque' && plain.key === ':enum';
};
