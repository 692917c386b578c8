/** Values that may call a model, told without making anybody compute what is put off. */
import { namesModel } from '../sdks/registry.ts';
import { isPutOff } from '../values/lazy.ts';
import { deref } from '../values/value.ts';
import type { Value } from '../values/value.ts';

/** A pipe, or an object whose makers' names say that it may call a model. */
export const mayCall = (value: Value): boolean => {
  const plain = deref(value);
  return plain.kind === 'pipe' || (plain.kind === 'opaque' && namesModel(plain.key));
};

/** A prompt piped into a model. */
export const isChain = (value: Value): boolean => !isPutOff(value) && deref(value).kind === 'pipe';

/** `ChatOpenAI(…)`: an object made here, or a chain; what a call of a model answers is neither. */
export const isMadeModel = (value: Value): boolean => {
  if (isPutOff(value)) return false;
  const plain = deref(value);
  return plain.kind === 'pipe' || (plain.kind === 'opaque' && /[:.][A-Z]\w*\(\)$/.test(plain.key) && namesModel(plain.key));
};
