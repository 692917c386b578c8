/** Which of a prompt's text a call was given: written by its caller, or kept by the object it is made on. */
import { lineage } from '../../values/classes.ts';
import { placeOf } from '../../values/machine.ts';
import type { Frame, Machine } from '../../values/machine.ts';
import { asParts } from '../../values/text.ts';
import { deref, staticText } from '../../values/value.ts';
import type { Args, FunctionValue, OpaqueValue, Part, Place, Value } from '../../values/value.ts';
import { flatten, staticsIn } from '../draft.ts';
import type { BlockDraft } from '../draft.ts';
import { isPutOff } from '../../values/lazy.ts';

/** Values looked at: what a call is given may be a whole application. */
const MAX_VALUES = 3_000;
const MAX_DEPTH = 8;

interface Search {
  readonly places: Place[];
  readonly seen: Set<Value>;
}

/** Whether a text written at a place is among the values, whole or in part. */
export const writtenIn = (values: readonly Value[]): ((place: Place) => boolean) => {
  let places: readonly Place[] | null = null;
  return (place) => {
    places ??= placesIn(values);
    return places.some(({ file, span }) => file === place.file && span.start <= place.span.start && span.end >= place.span.end);
  };
};

/** What the object a method is called on holds, and what its class declares beside the class the method stands in: `class Poet(Agent): system = '…'`. */
export const heldBy = ({ self, owner }: FunctionValue): readonly Value[] => {
  const of = self && deref(self);
  if (!self || of?.kind !== 'instance' || !owner) return self ? [self] : [];
  const family = lineage(of.of);
  const extending = family.slice(0, Math.max(0, family.findIndex((each) => each.node === owner.node)));
  return [self, ...extending.flatMap((each) => [...each.members.names.values()].flatMap(({ value }) => (value && !isPutOff(value) && deref(value).kind === 'text' ? [value] : [])))];
};

/** `post('/chat/completions', body)`: the address that a request goes to below, or its end, is among what a call is given, or what its object holds. */
export const isSentWhereGiven = (request: OpaqueValue, { args, callee }: Frame, machine: Machine): boolean => {
  const [first, second] = request.args?.positional ?? [];
  // `requests.request('POST', url)` names the method first.
  const options = first && /^(?:GET|POST)$/i.test(staticText(first) ?? '') ? second : first;
  const plain = options && !isPutOff(options) ? deref(options) : null;
  const address = plain?.kind === 'record' ? plain.entries.find((entry) => entry.key === 'url')?.value : options ?? request.args?.named.get('url');
  if (!address) return false;
  const isGiven = writtenIn([...(args?.positional ?? []), ...(args?.named.values() ?? []), ...(callee ? heldBy(callee) : [])]);
  const written = staticsIn(asParts(address, request.place, machine));
  return written.length === 0 || written.some((part) => isGiven(part.place));
};

/** `agent.respond()` on an object that is a parameter: nothing is asked but what the object holds, which its caller gives. */
export const isHeldByParameter = ({ isOfParameter, self }: FunctionValue, args: Args, blocks: readonly BlockDraft[]): boolean => {
  if (!isOfParameter || !self || args.positional.length > 0 || args.named.size > 0 || args.rest) return false;
  const isHeld = writtenIn([self]);
  return blocks.flatMap((block) => flatten(block.parts)).every((part) => part.kind !== 'static' || isHeld(part.place));
};

const placesIn = (values: readonly Value[]): readonly Place[] => {
  const search: Search = { places: [], seen: new Set() };
  for (const value of values) collect(value, search, 0);
  return search.places;
};

const collect = (value: Value, search: Search, depth: number): void => {
  // What nobody has needed was not sent.
  if (depth > MAX_DEPTH || isPutOff(value)) return;
  const plain = deref(value);
  if (search.seen.has(plain) || search.seen.size > MAX_VALUES) return;
  search.seen.add(plain);
  const among = (inner: Iterable<Value>): void => {
    for (const each of inner) collect(each, search, depth + 1);
  };
  switch (plain.kind) {
    case 'text': collectParts(plain.parts, search); break;
    case 'list': among(plain.items.map((item) => item.value)); break;
    case 'record': among([...plain.entries.map((entry) => entry.value), ...(plain.rest ? [plain.rest] : [])]); break;
    case 'instance': among(plain.attributes.values()); break;
    case 'union': among(plain.members.map((member) => member.value)); break;
    case 'pipe': among(plain.stages); break;
    case 'function': among(plain.preset ? [...plain.preset.positional, ...plain.preset.named.values()] : []); break;
    // What a signature says is written in its class.
    case 'class': search.places.push(placeOf(plain.scope, plain.node.span)); break;
    case 'opaque': among([...(plain.type ? [plain.type] : []), ...(plain.args ? [...plain.args.positional, ...plain.args.named.values()] : []), ...(plain.parent ? [plain.parent] : [])]); break;
    default:
  }
};

const collectParts = (parts: readonly Part[], search: Search): void => {
  for (const part of parts) {
    if (part.kind === 'static') search.places.push(part.place);
    else if (part.kind === 'choice') for (const option of part.options) collectParts(option, search);
  }
};
