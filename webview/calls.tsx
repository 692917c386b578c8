/** The last calls, newest first; each opens the code it came from. */
import { memo } from 'preact/compat';
import type { CallLine } from '../src/panel/protocol.ts';
import { send } from './host.ts';
import { Icon } from './icon.tsx';

export const Calls = ({ calls }: { readonly calls: readonly CallLine[] }) => (
  <section aria-labelledby="calls">
    <h2 id="calls">Last calls</h2>
    <div class="scroll">
      <table class="calls">
        <thead>
          <tr>
            <th scope="col">Time</th><th scope="col">Model</th><th scope="col" class="wide">Feature, agent, task</th>
            <th scope="col" class="number">In</th><th scope="col" class="number wide">Cached</th><th scope="col" class="number">Out</th>
            <th scope="col" class="number">Cost</th><th scope="col">Code</th>
          </tr>
        </thead>
        <tbody>{calls.map((call) => <Row key={call.id} call={call} />)}</tbody>
      </table>
    </div>
  </section>
);

/** A record never changes once it is there, so only new rows are drawn. */
const Row = memo(({ call }: { readonly call: CallLine }) => (
  <tr data-record={call.id} class={call.failed ? 'failed' : undefined}>
    <td class="time">{new Date(call.time).toLocaleTimeString([], { hour12: false })}</td>
    <td>{call.failed ? <><Icon name="error" /><span class="spoken">failed: </span></> : null}{call.model}</td>
    <td class="wide">{call.names}</td>
    <td class="number">{call.input}</td><td class="number wide">{call.cached}</td><td class="number">{call.output}</td>
    <td class={call.priced ? 'number' : 'number quiet'}>{call.cost}</td>
    <td>
      <button type="button" class="link" title="Open the code of this call" onClick={() => send({ type: 'open-call', record: call.id })}>
        {call.place ?? call.assigned ?? 'find'} <Icon name="go-to-file" />
      </button>
      {call.place === null
        ? <button type="button" class="link" title="Say which code this call comes from" onClick={() => send({ type: 'assign', record: call.id })}>{call.assigned === null ? 'assign' : 'reassign'}</button>
        : null}
    </td>
  </tr>
), (before, after) => before.call.id === after.call.id && before.call.cost === after.call.cost && before.call.place === after.call.place && before.call.assigned === after.call.assigned);
