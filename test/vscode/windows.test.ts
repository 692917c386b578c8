/** Two windows, one ledger: one of them collects, both show the same. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSupportDesk } from '../demo/emitters.ts';
import { startProvider } from '../demo/stub/provider.ts';
import type { Provider } from '../demo/stub/provider.ts';
import { listPriceOfAll } from '../support/list-prices.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Window } from './window.ts';

let stage: Stage;
let provider: Provider;

before(async () => {
  stage = await setStage();
  provider = await startProvider();
});
after(async () => {
  await stage?.clear();
  await provider?.close();
});

test('the second window shows what the first collects', async () => {
  const windows = [await stage.open(), await stage.open()];
  for (const window of windows) {
    await window.command('Costline: Open Spend Panel');
    await window.webview(/listening|follow|another window/i);
  }
  const app = startSupportDesk(stage.sample, { provider: provider.address, collector: stage.collector, rounds: 2, pauseMs: 20 });
  assert.equal(await app.ended, 0, app.tail());
  const expected = String(listPriceOfAll(provider.bill.calls));
  for (const window of windows) await today(window, expected);
});

async function today(window: Window, expected: string): Promise<void> {
  const panel = await window.webview(/today/i);
  const shown = () => panel.locator('[data-figure="today"]').first().getAttribute('data-nanodollars').catch(() => null);
  await window.until(`today at ${expected} nano-dollars`, async () => (await shown()) === expected, async () => panel.locator('body').innerText());
}
