/** The spend panel's page: it is sent state, draws it, and sends intents. */
import { render } from 'preact';
import type { PanelState } from '../src/panel/protocol.ts';
import { Page } from './page.tsx';
import { onMessage, send } from './host.ts';
import './panel.css';

const page = document.getElementById('page');
const alerts = document.getElementById('alerts');
let frame = 0;
let latest: PanelState | null = null;

/** Once per frame at most: two states that arrive together are one picture. */
function draw(): void {
  frame = 0;
  if (page !== null && latest !== null) render(<Page state={latest} />, page);
}

onMessage((message) => {
  switch (message.type) {
    case 'state':
      latest = message.state;
      frame ||= requestAnimationFrame(draw);
      return;
    case 'alert':
      if (alerts !== null) alerts.textContent = message.text;
      return;
    default: return message satisfies never;
  }
});
send({ type: 'ready' });
