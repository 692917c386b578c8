/** Spend that counts in no budget of this workspace: shown, so that nobody wonders where it went. */
import type { Apart as Group } from '../src/panel/protocol.ts';

export const Apart = ({ groups }: { readonly groups: readonly Group[] }) =>
  groups.length === 0 ? null : (
    <section aria-labelledby="apart">
      <h2 id="apart">Not counted here, today</h2>
      <ul class="apart">
        {groups.map(({ id, label, cost, calls, explanation }) => (
          <li key={id} data-apart={id}>
            <span class="label">{label}</span> <span class="amount">{cost}</span> <span class="quiet">{calls}</span>
            <p class="note">{explanation}</p>
          </li>
        ))}
      </ul>
    </section>
  );
