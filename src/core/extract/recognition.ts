/** Whether a call is one of an SDK's: by where its receiver comes from, by what that is declared to be, or by how the call is written. */
import { recognise } from '../sdks/registry.ts';
import type { Recognised } from '../sdks/registry.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { CallView } from '../sdks/view.ts';
import type { Machine } from '../values/machine.ts';
import { lastName } from '../values/opaque.ts';
import { asDeclaredOf } from '../values/types.ts';
import { deref } from '../values/value.ts';
import type { OpaqueValue, Place } from '../values/value.ts';
import type { Candidates } from './candidates.ts';
import type { Workspace } from './workspace/workspace.ts';
import type { Methods } from './wrappers/methods.ts';

export interface RecognitionDeps {
  readonly machine: Machine;
  readonly workspace: Workspace;
  readonly candidates: Candidates;
  readonly methods: Methods;
}

/** @returns the SDK's part in the call, and the call as that SDK sees it; null for any other call */
export function recogniseCall(view: CallView, place: Place, deps: RecognitionDeps): { readonly recognised: Recognised; readonly view: CallView } | null {
  const { call } = view;
  const mentions = (sdk: Sdk): boolean => deps.candidates.mentions(sdk, place.file) && !isOfOurs(call, deps.methods);
  const found = recognise(view, () => written(place, deps.workspace), mentions);
  if (found) return { recognised: found, view };
  const declared = asDeclaredOf(call);
  if (!declared) return null;
  const other = new CallView(declared, place, deps.machine);
  const recognised = recognise(other, () => '', () => false);
  return recognised && { recognised, view: other };
}

/** A method of an object of one of the workspace's own classes, which calls a model in its own way, whatever an SDK's are called. */
function isOfOurs(call: OpaqueValue, methods: Methods): boolean {
  const receiver = call.parent?.parent;
  return receiver?.type !== undefined && deref(receiver.type).kind === 'class' && methods.implementations(lastName(call.key), receiver).length > 0;
}

/** The callee as it is written: `self.model.invoke`. */
function written({ file, span }: Place, workspace: Workspace): string {
  const source = workspace.source({ file, span: { start: span.start, end: Math.min(span.end, span.start + 100) } });
  return /^(?:await\s+)?([\w$.\s?]{1,80})\(/.exec(source)?.[1]?.replace(/[\s?]/g, '') ?? '';
}
