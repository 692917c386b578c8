/** Which sections there are. */
import type { PanelState, SpendView } from '../src/panel/protocol.ts';
import { Apart } from './apart.tsx';
import { Budgets } from './budgets.tsx';
import { Calls } from './calls.tsx';
import { Chart } from './chart.tsx';
import { Connect } from './connect.tsx';
import { Figures } from './figures.tsx';
import { Header } from './header.tsx';
import { Tags } from './tags.tsx';

export const Page = ({ state }: { readonly state: PanelState }) => (
  <>
    <Header state={state} />
    {state.spend === null ? null : <Spend spend={state.spend} state={state} />}
    {state.spend === null && state.collector.action === null && state.collector.endpoint === null ? <p class="quiet">Waiting for the ledger …</p> : null}
  </>
);

const Spend = ({ spend, state }: { readonly spend: SpendView; readonly state: PanelState }) => (
  <>
    <Figures figures={spend.figures} />
    <Budgets budgets={spend.budgets} />
    {spend.empty ? <Connect collector={state.collector} /> : (
      <>
        <Chart series={spend.series} />
        <Tags tables={spend.tables} />
        <Calls calls={spend.calls} />
      </>
    )}
    <Apart groups={spend.apart} />
  </>
);
