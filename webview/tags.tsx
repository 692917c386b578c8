/** Today by model, feature, agent, task, user and session: one table at a time, chosen by tabs. */
import { useState } from 'preact/hooks';
import type { SpendView, TagLine, ViewState } from '../src/panel/protocol.ts';
import { savedView, saveView } from './host.ts';

type Tag = ViewState['tag'];

const TABS: readonly { readonly tag: Tag; readonly label: string }[] = [
  { tag: 'model', label: 'Model' }, { tag: 'feature', label: 'Feature' }, { tag: 'agent', label: 'Agent' },
  { tag: 'task', label: 'Task' }, { tag: 'user', label: 'User' }, { tag: 'session', label: 'Session' },
];
/** More lines than this cannot be read; the rest is in the export. */
const SHOWN = 100;

export function Tags({ tables }: { readonly tables: SpendView['tables'] }) {
  const [tag, setTag] = useState<Tag>(savedView().tag);
  const choose = (next: Tag): void => {
    setTag(next);
    saveView({ tag: next });
    document.getElementById(`tab-${next}`)?.focus();
  };
  const label = TABS.find((tab) => tab.tag === tag)?.label ?? 'Model';
  return (
    <section aria-labelledby="by">
      <h2 id="by">Today by</h2>
      <div role="tablist" aria-labelledby="by" onKeyDown={(event) => moveBy(event, tag, choose)}>
        {TABS.map((tab) => (
          <button
            type="button" role="tab" id={`tab-${tab.tag}`} key={tab.tag} aria-selected={tab.tag === tag} aria-controls="by-table"
            tabIndex={tab.tag === tag ? 0 : -1} onClick={() => choose(tab.tag)}
          >{tab.label}</button>
        ))}
      </div>
      <div role="tabpanel" id="by-table" aria-labelledby={`tab-${tag}`} class="scroll">
        <Table label={label} lines={tables[tag]} />
      </div>
    </section>
  );
}

/** Arrow keys move between tabs, Home and End to the ends, as everywhere. */
function moveBy(event: KeyboardEvent, tag: Tag, choose: (tag: Tag) => void): void {
  const at = TABS.findIndex((tab) => tab.tag === tag);
  const steps: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 };
  const next = steps[event.key];
  const chosen = next === undefined ? undefined : TABS[(next + TABS.length) % TABS.length];
  if (chosen === undefined) return;
  event.preventDefault();
  choose(chosen.tag);
}

function Table({ label, lines }: { readonly label: string; readonly lines: readonly TagLine[] }) {
  if (!lines.some((line) => line.named)) return <p class="quiet">No call carries a {label.toLowerCase()} today.</p>;
  return (
    <table>
      <thead>
        <tr><th scope="col">{label}</th><th scope="col" class="number">Cost</th><th scope="col" class="number">Calls</th><th scope="col" class="number">Tokens in</th><th scope="col" class="number wide">of them cached</th><th scope="col" class="number wide">out</th></tr>
      </thead>
      <tbody>{lines.slice(0, SHOWN).map((line) => <Line key={line.key} line={line} />)}</tbody>
    </table>
  );
}

const Line = ({ line }: { readonly line: TagLine }) => (
  <tr>
    <th scope="row" class={line.named ? 'name' : 'name quiet'}>
      <span class="share" style={{ width: `${(line.share * 100).toFixed(1)}%` }} aria-hidden="true" />
      <span>{line.name}</span>
    </th>
    <td class="number">{line.cost}</td><td class="number">{line.calls}</td><td class="number">{line.input}</td>
    <td class="number wide">{line.cached}</td><td class="number wide">{line.output}</td>
  </tr>
);
