/** System prompts that LangChain's middleware makes anew before each call of an agent's model. */
import { findMethod } from '../values/classes.ts';
import { symbolicArgs } from '../values/parameters.ts';
import { deref, membersOf } from '../values/value.ts';
import type { FunctionValue, Value } from '../values/value.ts';
import type { CallView, Found } from './view.ts';

/** `@dynamic_prompt def rules(request)`; other decorators of the same library make no prompt. */
const MAKES_PROMPT = /^(?:dynamic_prompt|dynamicSystemPromptMiddleware)$/;
const HOOKS = ['before_model', 'abefore_model', 'beforeModel'];

/** What the middleware of `create_agent(middleware=[…])` puts in front; null where none does, or nobody can tell. */
export function middlewarePrompt(view: CallView): Found | null {
  const given = view.first(['middleware']);
  for (const { value } of given ? membersOf(given.value) : []) {
    const list = deref(value);
    for (const item of list.kind === 'list' ? list.items : []) {
      const prompt = membersOf(item.value).map((member) => promptOf(member.value, view)).find((each) => each !== null);
      if (prompt) return { value: prompt, place: item.place };
    }
  }
  return null;
}

function promptOf(value: Value, view: CallView): Value | null {
  const plain = deref(value);
  if (plain.kind === 'function') return plain.node.decorators.some((each) => MAKES_PROMPT.test(each.kind === 'name' ? each.name : each.kind === 'member' ? each.property : '')) ? plain : null;
  if (plain.kind === 'opaque') {
    const maker = plain.args?.positional[0];
    return maker && MAKES_PROMPT.test(/(\w+)\(\)$/.exec(plain.key)?.[1] ?? '') ? maker : null;
  }
  if (plain.kind !== 'instance') return null;
  const hook = HOOKS.map((name) => findMethod(plain.of, name)).find((method) => method !== null);
  return hook ? messagesFrom(view, { ...hook, self: plain }) : null;
}

/** A hook answers what it changes of the agent's state: `{"messages": […]}`. */
function messagesFrom(view: CallView, hook: FunctionValue): Value | null {
  const update = view.machine.callFunction(hook, symbolicArgs(view.machine, hook, 'call'), view.place);
  for (const { value } of membersOf(update)) {
    const plain = deref(value);
    const messages = plain.kind === 'record' ? plain.entries.find((entry) => entry.key === 'messages')?.value : undefined;
    const first = messages && deref(messages);
    // A hook that hands on messages it was given makes no prompt.
    if (first?.kind === 'list' && first.items.some((item) => !item.rest)) return first;
  }
  return null;
}
