/** The five numbers one looks at first. */
import type { Figure } from '../src/panel/protocol.ts';

export const Figures = ({ figures }: { readonly figures: readonly Figure[] }) => (
  <dl class="figures">
    {figures.map(({ id, label, value, note, nanodollars }) => (
      <div key={id} data-figure={id} data-nanodollars={nanodollars ?? undefined}>
        <dt>{label}</dt>
        <dd>{value}</dd>
        {note === null ? null : <dd class="note">{note}</dd>}
      </div>
    ))}
  </dl>
);
