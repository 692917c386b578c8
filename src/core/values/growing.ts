/** Lists of messages that come from somewhere unknown and grow here: what is added is known all the same. */
import { itemsOf } from './collections.ts';
import { deref, refTo } from './value.ts';
import type { Args, Item, Place, Value } from './value.ts';

const ADDS = /^(?:append|push|extend|insert|unshift|appendleft)$/;
const MADE_OBJECT = /[:.][A-Z]\w*\(\)$/;
const MESSAGE_OBJECT = /Message(?:Param)?\(\)$|[:.]Content\(\)$/;

/** `messages.append({…})` where `messages` is unknown: the list it is afterwards. Null for any other call. */
export const grown = (receiver: Value, name: string, args: Args, place: Place): Value | null => {
  if (!ADDS.test(name)) return null;
  const list = deref(receiver);
  if (list.kind !== 'opaque' || (!list.hole && (!list.args || MADE_OBJECT.test(list.key)))) return null;
  const added = addedBy(name, args, place);
  if (!added.some((item) => isMessage(item.value))) return null;
  const before: Item = { value: receiver, rest: true, place: list.place };
  return refTo({ kind: 'list', ordered: true, place, items: isInFront(name, args) ? [...added, before] : [before, ...added] });
};

const addedBy = (name: string, { positional, places }: Args, place: Place): readonly Item[] => {
  if (name === 'extend') return positional[0] ? itemsOf(positional[0], place) : [];
  return positional.flatMap((value, i) => (name === 'insert' && i === 0 ? [] : [{ value, place: places.get(`#${i}`) ?? place }]));
};

const isInFront = (name: string, { positional }: Args): boolean => {
  const at = positional[0] && deref(positional[0]);
  return name === 'unshift' || name === 'appendleft' || (name === 'insert' && at?.kind === 'constant' && at.value === 0);
};

const isMessage = (value: Value): boolean => {
  const plain = deref(value);
  if (plain.kind === 'record') return plain.entries.some(({ key }) => key === 'role') && plain.entries.some(({ key }) => key === 'content' || key === 'parts');
  return plain.kind === 'opaque' ? plain.args !== null && MESSAGE_OBJECT.test(plain.key) : plain.kind === 'instance' && plain.attributes.has('role') && plain.attributes.has('content');
};
