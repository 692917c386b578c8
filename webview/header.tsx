/** Whose spend this is, and whether anything listens. */
import type { CollectorView, PanelState } from '../src/panel/protocol.ts';
import { send } from './host.ts';
import { Icon } from './icon.tsx';

const ICONS: Readonly<Record<CollectorView['tone'], string>> = { listening: 'radio-tower', waiting: 'loading', off: 'circle-slash', problem: 'warning' };

export const Header = ({ state: { workspaceName, collector } }: { readonly state: PanelState }) => (
  <header>
    <div class="title">
      <h1>{workspaceName === '' ? 'Spend' : workspaceName}</h1>
      <p class={`collector ${collector.tone}`}>
        <Icon name={ICONS[collector.tone]} />
        <span>{collector.text}</span>
        {collector.endpoint === null ? null : (
          <button type="button" class="link" title="Copy the endpoint" aria-label={`Copy the endpoint ${collector.endpoint}`} onClick={() => send({ type: 'copy-endpoint' })}>
            <code>{collector.endpoint}</code> <Icon name="copy" />
          </button>
        )}
      </p>
      {collector.detail === null ? null : <p class="detail">{collector.detail}</p>}
    </div>
    <div class="actions" role="toolbar" aria-label="Spend">
      <Action collector={collector} />
      <button type="button" class="secondary" onClick={() => send({ type: 'set-budget' })}>Set Budget…</button>
      {collector.endpoint === null ? null : <button type="button" class="secondary" onClick={() => send({ type: 'connect' })}>Connect…</button>}
      {collector.endpoint === null ? null : <button type="button" class="secondary" onClick={() => send({ type: 'export', format: 'csv' })}>Export…</button>}
    </div>
  </header>
);

function Action({ collector }: { readonly collector: CollectorView }) {
  if (collector.action === 'start-collector') return <button type="button" onClick={() => send({ type: 'start-collector' })}>Start Collector</button>;
  if (collector.action === 'manage-trust') return <button type="button" onClick={() => send({ type: 'manage-trust' })}>Manage Trust</button>;
  return null;
}
