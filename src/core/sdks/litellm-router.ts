/** LiteLLM's router: a call names a group of deployments, and `model_list` says which models they are, https://docs.litellm.ai/docs/routing. */
import { joinValues } from '../values/join.ts';
import { isPutOff } from '../values/lazy.ts';
import { deref, staticText } from '../values/value.ts';
import type { RecordValue, Value } from '../values/value.ts';
import type { CallView, RequestParts } from './view.ts';

export const readRouter = (view: CallView): Partial<RequestParts> => {
  const asked = view.first(['model', '#0']);
  const list = view.first(['^model_list', '^#0']);
  const group = asked && staticText(asked.value);
  if (!asked || !list || group === null) return {};
  const models = recordsIn(list.value).filter((deployment) => textAt(deployment, 'model_name') === group).flatMap(modelOf);
  if (models.length === 0) return {};
  return { model: { value: models.reduce((all, each) => joinValues(all, each)), place: asked.place } };
};

const recordsIn = (list: Value): readonly RecordValue[] => {
  const plain = isPutOff(list) ? null : deref(list);
  return plain?.kind === 'list' ? plain.items.map((item) => deref(item.value)).filter((each) => each.kind === 'record') : [];
};

const entryOf = ({ entries }: RecordValue, key: string): Value | undefined => entries.find((entry) => entry.key === key)?.value;

const textAt = (record: RecordValue, key: string): string | null => {
  const value = entryOf(record, key);
  return value ? staticText(value) : null;
};

const modelOf = (deployment: RecordValue): readonly Value[] => {
  const params = entryOf(deployment, 'litellm_params');
  const plain = params && deref(params);
  const model = plain?.kind === 'record' ? entryOf(plain, 'model') : undefined;
  return model ? [model] : [];
};
