/** Tools that are code: functions with docstrings and decorators, objects of tool classes. */
import { classMember, findMethod, lineage } from '../../values/classes.ts';
import { asParts } from '../../values/text.ts';
import { deref } from '../../values/value.ts';
import type { FunctionValue, InstanceValue, OpaqueValue, Place, Value } from '../../values/value.ts';
import type { Expression, Param } from '../../syntax/ir.ts';
import type { Machine } from '../../values/machine.ts';
import { placeOf } from '../../values/machine.ts';
import type { SiteDraft } from '../draft.ts';
import { annotationSchema, classSchema, schemaOf, textOf } from './schema.ts';

type Tool = SiteDraft['tools'][number];

export interface Described {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly parameters?: unknown;
}

/** Frameworks fill these themselves; the model never sees them. */
const FILLED_NAME = /^(self|cls|ctx|context|state|config|runtime|tool_context|run_context|run_manager|callbacks|agent|wrapper)$/;
const FILLED_TYPE = /^(RunContext\w*|RunContextWrapper|ToolContext|ToolRuntime|Context\w*|InjectedToolCallId|InjectedState|InjectedStore|RunnableConfig|CallbackManager\w*|KernelArguments|CancellationToken)$/;

export const functionTool = (machine: Machine, callee: FunctionValue, given: Described = {}): Tool => {
  const { node, scope } = callee;
  const params = node.params.filter((param) => (param.kind === 'plain' || param.kind === 'keyword') && !isFilled(param));
  const said = saidByDecorator(node.decorators);
  return {
    name: given.name || said.name || node.name, description: given.description || said.description || (node.doc?.trim() ?? ''), place: placeOf(scope, node.span),
    parameters: given.parameters ?? {
      type: 'object', properties: Object.fromEntries(params.map((param) => [param.name, param.annotation ? annotationSchema(machine, param.annotation, scope) : {}])),
      required: params.filter((param) => !param.default).map((param) => param.name),
    },
  };
};

const isFilled = (param: Param): boolean => FILLED_NAME.test(param.name) || (param.annotation !== undefined && namesIn(param.annotation).some((name) => FILLED_TYPE.test(name)));

const namesIn = (annotation: Expression): readonly string[] => {
  switch (annotation.kind) {
    case 'name': return [annotation.name];
    case 'member': return [annotation.property];
    case 'call': return namesIn(annotation.callee);
    case 'index': return [...namesIn(annotation.object), ...(namesIn(annotation.object)[0] === 'Annotated' ? namesIn(annotation.index) : [])];
    case 'list': return annotation.items.flatMap((item) => (item.kind === 'spread' ? [] : namesIn(item)));
    case 'binary': return [...namesIn(annotation.left), ...namesIn(annotation.right)];
    default: return [];
  }
};

/** `@tool("search", description="…")`, `@function_tool(name_override="…")`, `@kernel_function(name="…")`. */
const saidByDecorator = (decorators: readonly Expression[]): Described => {
  for (const decorator of decorators) {
    if (decorator.kind !== 'call' || !/tool|function|register_for_llm/i.test(namesIn(decorator.callee)[0] ?? '')) continue;
    const said = (...names: readonly string[]): string | undefined => decorator.args.filter((arg) => arg.name !== undefined && names.includes(arg.name)).map((arg) => written(arg.value)).find(Boolean);
    const first = decorator.args[0];
    return { name: said('name', 'name_override') ?? (first && first.name === undefined ? written(first.value) : undefined), description: said('description', 'description_override', 'desc') };
  }
  return {};
};

const written = (expression: Expression): string | undefined =>
  (expression.kind === 'string' ? expression.parts.map((part) => (part.kind === 'text' ? part.value : '')).join('') : undefined);

const RUNS = ['_run', '_arun', 'run', 'forward', 'execute', 'run_async', '__call__', 'call'];

/** An object of a tool class of the workspace: `class Search(BaseTool)` with name, description and arguments. */
export const instanceTool = (machine: Machine, instance: InstanceValue, place: Place): Tool | null => {
  const attribute = (name: string): Value | null => instance.attributes.get(name) ?? classMember(instance.of, name);
  const text = (name: string): string | undefined => {
    const value = attribute(name);
    return value && deref(value).kind !== 'function' ? textOf(asParts(value, place, machine)) : undefined;
  };
  const run = RUNS.map((name) => findMethod(instance.of, name)).find((method) => method !== null);
  const schema = ['args_schema', 'inputs', 'parameters', 'input_schema', 'inputSchema', 'schema'].map(attribute).find((value) => value !== null && deref(value).kind !== 'function');
  const description = text('description') ?? instance.of.node.doc;
  if (!run && !schema) return null;
  const parameters = schema ? schemaOf(machine, schema) : undefined;
  if (run) return functionTool(machine, run, { name: text('name') ?? instance.of.node.name, description, parameters });
  return { name: text('name') ?? instance.of.node.name, description: description ?? '', parameters: parameters ?? {}, place: placeOf(instance.of.scope, instance.of.node.span) };
};

/** An object whose decorated methods are its tools: `@kernel_function def specials(self)`. */
export const toolkit = (machine: Machine, instance: InstanceValue): readonly Tool[] =>
  lineage(instance.of).flatMap(({ members }) => [...members.names.values()]).flatMap(({ value }) =>
    (value?.kind === 'function' && value.node.decorators.some((decorator) => /^(kernel_function|tool|function_tool|ai_callable)$/.test(namesIn(decorator)[0] ?? '')) ? [functionTool(machine, value)] : []));

/** A function given to a library's tool class: `FunctionTool(func=f, description="…")`, `StructuredTool.from_function(f)`, `Tool(f)`. */
export const wrappedTool = (machine: Machine, value: OpaqueValue, callable: FunctionValue): Tool => {
  const said = (...names: readonly string[]): string | undefined => names.map((name) => value.args?.named.get(name)).filter((each) => each !== undefined).map((each) => textOf(asParts(each, value.place, machine))).find(Boolean);
  const schema = value.args?.named.get('args_schema') ?? value.args?.named.get('parameters');
  const plain = schema && deref(schema);
  return functionTool(machine, callable, {
    name: said('name'), description: said('description'), ...(plain ? { parameters: plain.kind === 'class' ? classSchema(machine, plain) : schemaOf(machine, plain) } : {}),
  });
};
