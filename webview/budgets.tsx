/** Measured spend against each budget. */
import type { BudgetBar } from '../src/panel/protocol.ts';

const WORDS: Readonly<Record<BudgetBar['severity'], string | null>> = { ok: null, warning: 'near the limit', error: 'over the limit' };

export const Budgets = ({ budgets }: { readonly budgets: readonly BudgetBar[] }) =>
  budgets.length === 0 ? null : (
    <section aria-labelledby="budgets">
      <h2 id="budgets">Budgets</h2>
      <ul class="budgets">{budgets.map((budget) => <Bar key={budget.id} budget={budget} />)}</ul>
    </section>
  );

function Bar({ budget: { label, text, percent, severity, note, resetsAt } }: { readonly budget: BudgetBar }) {
  const words = [WORDS[severity], note, resetsAt === null ? null : `until ${new Date(resetsAt).toLocaleString([], WHEN)}`].filter((word) => word !== null);
  return (
    <li class={severity}>
      <span class="label">{label}</span>
      <span class="amount">{text}</span>
      <span class="percent">{percent} %</span>
      <div class="bar" role="progressbar" aria-label={`${label}: ${text}`} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.min(100, percent)} aria-valuetext={`${percent} %`}>
        <div class="fill" style={{ width: `${Math.min(100, percent)}%` }} />
      </div>
      {words.length === 0 ? null : <span class="note">{words.join('; ')}</span>}
    </li>
  );
}

const WHEN: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
