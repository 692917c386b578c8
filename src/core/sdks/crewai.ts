/** CrewAI: agents, and tasks an agent works on; in code, or in YAML that a `@CrewBase` class loads. https://docs.crewai.com */
import { readYaml } from '../templates/data.ts';
import type { DataNode } from '../templates/data.ts';
import { unknown } from '../values/opaque.ts';
import { NO_ARGS, NOTHING, constant, deref, staticText } from '../values/value.ts';
import type { Args, Part, Place, Value } from '../values/value.ts';
import { argumentAt } from './view.ts';
import type { CallView, Found, RequestParts } from './view.ts';
import type { Sdk } from './sdk.ts';

const CREW = '{crewai,crewai.**}:{**.,}';

/** `self.agents_config["researcher"]`: an entry of the YAML file the class names, or of the usual one. */
const CONFIG = /\b(\w*(?:config|agents|tasks)\w*)\s*(?:\[\s*|\.get\(\s*)['"]([\w-]+)['"]/;

interface Definition {
  /** An argument of the call, or what the configuration says instead. */
  readonly at: (name: string) => Found | null;
}

const definitionOf = (args: Args | null, place: Place, view: CallView): Definition => {
  const configured = configOf(argumentAt(args, 'config', place, view.machine), view);
  return { at: (name) => argumentAt(args, name, place, view.machine) ?? argumentAt(args, `config.${name}`, place, view.machine) ?? configured(name) };
};

const NOTHING_SAID = (): null => null;

const configOf = (config: Found | null, view: CallView): ((name: string) => Found | null) => {
  const [, attribute = '', key = ''] = (config && CONFIG.exec(view.machine.program.source(config.place))) ?? [];
  return config && key !== '' ? entriesOf(key, attribute, config.place, view) : NOTHING_SAID;
};

const entriesOf = (key: string, attribute: string, place: Place, view: CallView): ((name: string) => Found | null) => {
  const self = view.machine.frames.at(-1)?.scope.self;
  const named = self && attribute.endsWith('_config') ? staticText(view.machine.member(self, attribute, place)) : null;
  const path = named && /\.ya?ml$/.test(named) ? named : /task/i.test(attribute) ? 'config/tasks.yaml' : 'config/agents.yaml';
  const file = view.machine.program.promptFile(path, place.file, true);
  const node = file && readYaml(file.text)?.get(key);
  return (name) => {
    const written = node?.get(name);
    if (!file || !written) return null;
    return written.scalar === null ? yamlText(written, file.file) : { value: constant(written.scalar), place };
  };
};

/** `{topic}` is filled in by `kickoff(inputs=…)`. */
const FIELD = /\{(\w+)\}/g;

const yamlText = ({ text }: DataNode, file: string): Found | null => {
  if (!text) return null;
  const at = (start: number, end: number): Place => ({ file, span: { start: text.toFile(start), end: text.toFile(end) } });
  const parts: Part[] = [];
  let done = 0;
  const fixed = (end: number): void => {
    if (end > done) parts.push({ kind: 'static', text: text.text.slice(done, end), place: at(done, end) });
  };
  for (const match of text.text.matchAll(FIELD)) {
    fixed(match.index);
    done = match.index + match[0].length;
    const place = at(match.index, done);
    parts.push({ kind: 'hole', hole: { expression: match[1] ?? '', place, volatility: 'request', cause: match[1] ?? '', origin: [], content: 'text', bounds: null } });
  }
  fixed(text.text.length);
  return { value: { kind: 'text', parts }, place: at(0, text.text.length) };
};

const joined = (found: readonly (Found | null)[], place: Place): Found | null => {
  const items = found.flatMap((each) => each ?? []);
  return items.length === 0 ? null : { value: { kind: 'list', items, ordered: true, place }, place: items[0]!.place };
};

const agentParts = ({ at }: Definition, place: Place): Partial<RequestParts> => {
  const model = at('llm') ?? at('model');
  return {
    system: joined([at('role'), at('backstory'), at('goal')], place), ...(model ? { model } : {}), tools: at('tools'), maxSteps: at('max_iter'),
    outputLimit: at('max_tokens') ?? at('llm.max_tokens'), reasoning: at('llm.reasoning_effort'),
  };
};

const readAgent = (view: CallView): Partial<RequestParts> => agentParts(definitionOf(view.call.args, view.place, view), view.place);

/** The agent of a task: given as an object, or named in `tasks.yaml` after the method that makes it, or else after its entry in `agents.yaml`. */
const agentOf = (task: Definition, view: CallView): Definition | null => {
  const given = task.at('agent');
  if (!given) return null;
  const name = staticText(given.value);
  const made = deref(name === null ? given.value : madeBy(name, view));
  if (made.kind === 'opaque' && made.args && !made.hole) return definitionOf(made.args, made.place, view);
  return name === null ? null : { at: entriesOf(name, 'agents_config', view.place, view) };
};

/** What the method of that name answers: `@agent def researcher(self)`. */
const madeBy = (name: string, { machine, place }: CallView): Value => {
  const scope = machine.frames.at(-1)?.scope;
  const method = scope?.self && deref(machine.member(scope.self, name, place));
  return scope && method?.kind === 'function' ? machine.call(method, NO_ARGS, place, scope, false) : NOTHING;
};

const readTask = (view: CallView): Partial<RequestParts> => {
  const task = definitionOf(view.call.args, view.place, view);
  const agent = agentOf(task, view);
  // Without its agent nobody can tell a task's model: callers give one, or a manager picks one.
  const own = agent ? agentParts(agent, view.place) : { model: task.at('agent') ?? { value: unknown('agent', view.place, { volatility: 'process' }), place: view.place } };
  return { ...own, messages: joined([task.at('description'), task.at('expected_output')], view.place), tools: task.at('tools') ?? own.tools ?? null, schema: task.at('output_pydantic') ?? task.at('output_json') ?? task.at('response_model'), name: task.at('name') };
};

const DEFAULTS = [{ id: 'gpt-4.1-mini', since: '1.2' }, { id: 'gpt-4o-mini', since: '0' }];
const AGENT = { kind: 'agent', provider: null, prefixed: true, steps: 25, defaultModel: DEFAULTS } as const;

export const CREWAI: Sdk = {
  id: 'crewai',
  words: ['crewai'],
  methods: ['Agent', 'Task', 'LiteAgent', 'call'],
  package: 'crewai',
  calls: [
    { at: [`${CREW}{Agent,LiteAgent}()`], ...AGENT, request: {}, read: readAgent },
    { at: [`${CREW}Task()`], id: 'crewai.task', ...AGENT, request: {}, read: readTask },
    {
      at: [`${CREW}LLM().{call,acall}()`], id: 'crewai.llm', kind: 'direct', provider: null, prefixed: true,
      request: { model: ['^model', '^#0'], messages: ['messages', '#0'], tools: ['tools'], schema: ['response_model', '^response_format'], outputLimit: ['^max_tokens', '^max_completion_tokens'], reasoning: ['^reasoning_effort'] },
    },
  ],
  handles: [{ at: [`${CREW}LLM()`], model: ['model', '#0'], provider: null, prefixed: true }],
};
