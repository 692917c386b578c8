/** Functions that answer a library's model: who calls one may call the model without a word of the library. */
import { handleFor } from '../../sdks/registry.ts';
import { plainKey } from '../../sdks/view.ts';
import type { Interpreter } from '../../values/interpreter.ts';
import { declaredType } from '../../values/types.ts';
import { deref, membersOf } from '../../values/value.ts';
import type { FunctionValue, Value } from '../../values/value.ts';

/** Libraries whose models are called by words that many things are called by: `invoke`, `stream`, `chat`. */
const LIBRARY = /langchain|llama_?index/i;

/** What any of their models is declared to be. */
const ANY_MODEL = /[:.](?:Base(?:Chat|Language)Model|BaseLLM|LLM|Runnable\w*)(?:\(\))?$/;

const isModel = (value: Value): boolean =>
  membersOf(value).some((member) => {
    const plain = deref(member.value);
    return plain.kind === 'opaque' && LIBRARY.test(plain.key) && (ANY_MODEL.test(plain.key) || handleFor(plainKey(plain.key)) !== null);
  });

export const answersModel = (values: readonly Value[]): boolean => values.some(isModel);

/** Enough to look a type up by its name. */
const TYPE_FUEL = 50;

/** `getModel(): BaseChatModel`. */
export const declaresModel = (interpreter: Interpreter, { node, scope }: FunctionValue): boolean => {
  const { returns } = node;
  const type = returns === undefined ? null : interpreter.fuel.within(TYPE_FUEL, () => declaredType(interpreter, returns, scope));
  return type !== null && isModel(type);
};
