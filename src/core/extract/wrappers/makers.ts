/** Functions that answer a library's model: who calls one may call the model without a word of the library. */
import { handleFor } from '../../sdks/registry.ts';
import { plainKey } from '../../sdks/view.ts';
import type { Expression } from '../../syntax/ir.ts';
import { findCell } from '../../values/scope.ts';
import { isPutOff } from '../../values/lazy.ts';
import { deref, membersOf, NOTHING } from '../../values/value.ts';
import type { FunctionValue, Value } from '../../values/value.ts';

/** Libraries whose models are called by words that many things are called by: `invoke`, `stream`, `chat`. */
const LIBRARY = /langchain|llama_?index/i;

/** What any of their models is declared to be. */
const ANY_MODEL = /[:.](?:Base(?:Chat|Language)Model|BaseLLM|LLM|Runnable\w*)(?:\(\))?$/;

const isModelKey = (key: string): boolean => LIBRARY.test(key) && (ANY_MODEL.test(key) || handleFor(plainKey(key)) !== null || handleFor(plainKey(`${key}()`)) !== null);

const isModel = (value: Value): boolean =>
  membersOf(value).some((member) => {
    const plain = isPutOff(member.value) ? NOTHING : deref(member.value);
    return plain.kind === 'opaque' && isModelKey(plain.key);
  });

/** What was put off stays so: what it would find on the way is for the look that needs it. */
export const answersModel = (values: readonly Value[]): boolean => values.some((value) => !isPutOff(value) && isModel(value));

/** `getModel(): BaseChatModel`, told by where the names of the type are imported from: to run the workspace's own types for it would cost too much. */
export const declaresModel = ({ node, scope }: FunctionValue): boolean => (node.returns ? typeNames(node.returns) : []).some((name) => {
  const value = findCell(scope, name)?.cell.value;
  return value?.kind === 'import' ? isModelKey(`${value.module}:${value.imported}`) : value?.kind === 'opaque' && isModelKey(value.key);
});

/** The names that a type is written with. */
export const typeNames = (type: Expression): readonly string[] => {
  switch (type.kind) {
    case 'name': return [type.name];
    case 'index': return [...typeNames(type.object), ...typeNames(type.index)];
    case 'binary': return [...typeNames(type.left), ...typeNames(type.right)];
    case 'list': return type.items.flatMap((item) => (item.kind === 'spread' ? [] : typeNames(item)));
    case 'string': return type.parts.flatMap((part) => (part.kind === 'text' ? part.value.match(/\w+/g) ?? [] : []));
    default: return [];
  }
};
