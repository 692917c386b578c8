/** What a function answers when its body has been run: its returns joined, its yields as a list. */
import { classify } from './builtins/classify.ts';
import { joinValues, writtenLength } from './join.ts';
import { isPutOff } from './lazy.ts';
import type { Completion, Frame, Machine } from './machine.ts';
import { unknown } from './opaque.ts';
import { asDeclared } from './types.ts';
import { arrivedBy, deref, NO_ARGS, NOTHING, refTo } from './value.ts';
import type { Args, FunctionValue, Place, Value } from './value.ts';

export function resultOf(machine: Machine, callee: FunctionValue, { frame, completion, place }: { readonly frame: Frame; readonly completion: Completion; readonly place: Place }): Value {
  const { node } = callee;
  const memoised = isMemoised(machine, callee);
  let result: Value | null = null;
  for (const { value, when } of frame.returns) result = result ? joinValues(result, value, when) : labelled(value, when, frame.returns.length > 1);
  if (node.isGenerator && frame.yields.length > 0) {
    return refTo({ kind: 'list', ordered: true, place, items: frame.yields.map((value) => ({ value, rest: true, place })) });
  }
  // An error is not all a function is for that declares what it answers.
  if (result === null && completion === 'exit' && node.returns) return asDeclared(machine, unknown(node.name, place, { volatility: 'request' }), node.returns, callee.scope);
  if (result === null) return NOTHING;
  if (completion === 'next' && !node.result && frame.returns.length > 0) result = joinValues(result, NOTHING, 'nothing is returned');
  result = arrivedBy(asDeclared(machine, inItsForm(callee, frame.args ?? NO_ARGS, result), node.returns, callee.scope), 'return');
  return memoised ? onceEach(result) : result;
}

/** Functions that change a text's form and nothing else, by name. */
const REFORMING = /strip|trim|trunc|dedent|clean|clip|shorten|compress|escape|redact|mask|anonymi|sanitiz|sanitis|normali/i;
/** Less than this is no text that could get lost. */
const A_TEXT = 20;

/** `dedented(prompt)`, taken apart line by line: a text stays what it is in the hands of a function whose name says that it only changes its form. */
const inItsForm = ({ node }: FunctionValue, args: Args, result: Value): Value => {
  const given = args.positional[0] ?? [...args.named.values()][0];
  if (!given || !REFORMING.test(node.name) || isPutOff(given) || isPutOff(result)) return result;
  const [text, answer] = [deref(given), deref(result)];
  if (text.kind !== 'text' || (answer.kind !== 'text' && !(answer.kind === 'opaque' && answer.module === '?'))) return result;
  const written = writtenLength(text);
  return written >= A_TEXT && writtenLength(answer) * 2 < written ? given : result;
};

/** `@lru_cache`: the result is kept. */
const isMemoised = (machine: Machine, { node, scope }: FunctionValue): boolean => node.decorators.some((decorator) => {
  const value = deref(machine.evaluate(decorator, scope));
  return value.kind === 'opaque' && classify(machine.builtins(scope.file), value.key).memoises;
});

/** Lists and records of several branches become one, item by item; other values keep the condition they hold under. */
const labelled = (value: Value, when: string, several: boolean): Value =>
  (several && when && !/^(union|list|record|instance)$/.test(deref(value).kind) ? { kind: 'union', members: [{ value, when }], cut: false } : value);

/** A kept result changes as often as the process starts. */
const onceEach = (value: Value): Value => {
  const plain = deref(value);
  if (plain.kind === 'opaque') return { ...plain, phase: 'import' };
  if (plain.kind !== 'text') return value;
  return { ...plain, parts: plain.parts.map((part) => (part.kind === 'hole' && part.hole.volatility !== 'constant' ? { kind: 'hole', hole: { ...part.hole, volatility: 'process' } } : part)) };
};
