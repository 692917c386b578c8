/** From real calls to the spend panel, the code they came from, a budget and the colour of the status bar. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Frame } from 'playwright-core';
import { startResearchAgent, startSupportDesk } from '../demo/emitters.ts';
import { startProvider } from '../demo/stub/provider.ts';
import type { Provider } from '../demo/stub/provider.ts';
import { listPriceOfAll } from '../support/list-prices.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Window } from './window.ts';

const DOLLAR = 1e9;

let stage: Stage;
let window: Window;
let provider: Provider;

before(async () => {
  stage = await setStage();
  provider = await startProvider();
  window = await stage.open();
});
after(async () => {
  await stage?.clear();
  await provider?.close();
});

test('nothing listens before somebody asks for spend', async () => {
  await pause(2_000);
  await assert.rejects(fetch(`${stage.collector}/healthz`));
});

test('the spend panel shows what real calls cost today, to the nano-dollar of the provider’s bill', async () => {
  await window.command('Costline: Open Spend Panel');
  await window.webview(/listening/i);
  await window.screenshot('panel-empty');
  await work(3);
  const panel = await panelShowingToday();
  const rows = panel.locator('[data-record]');
  await window.until('every billed call in the list', async () => (await rows.count()) === provider.bill.calls.length, () => panel.locator('body').innerText());
  await window.screenshot('panel-dark');
});

test('a recent call opens the line of code it came from', async () => {
  const panel = await window.webview(/today/i);
  const row = panel.locator('[data-record]').filter({ hasText: 'escalation' }).first();
  await row.getByRole('button').first().click();
  await window.until('the editor of escalation.ts', async () => (await window.page.locator('.tab.active[data-resource-name="escalation.ts"]').count()) > 0);
  const text = await readFile(join(stage.folder, 'support-desk/src/escalation.ts'), 'utf8');
  const line = text.slice(0, text.indexOf('anthropic.messages.create')).split('\n').length;
  await window.until(`line ${line}`, async () => new RegExp(`Ln ${line}\\b`).test((await window.status(/^Ln \d/))?.text ?? ''), async () => (await window.status(/^Ln \d/))?.text ?? 'no line');
});

test('a budget is written to costline.json, and the status bar warns and then alarms as spend passes its levels', async () => {
  const limit = round(spent() / 0.75);
  await window.command('Costline: Set Workspace Budget…');
  await window.answer(String(limit));
  const file = await window.until('costline.json', () => readFile(join(stage.folder, 'costline.json'), 'utf8').catch(() => null));
  const [budget] = (JSON.parse(file) as { budgets: { period: string; limit: number }[] }).budgets;
  assert.deepEqual({ period: budget?.period, limit: budget?.limit }, { period: 'day', limit });
  await statusBecomes('warning');
  await work(3);
  await statusBecomes('error');
  await window.screenshot('status-over-budget');
});

test('the panel comes back after the window was reloaded', async () => {
  await window.command('Costline: Open Spend Panel');
  await window.until('the panel in front', async () => (await window.page.locator('.tab.active').filter({ hasText: 'Costline Spend' }).count()) > 0);
  await window.reload();
  await panelShowingToday();
});

test('a call of no known place is assigned to code by a person, with all like it', async () => {
  // It names no place.
  await window.command('Costline: Send a Test Call');
  const panel = await window.webview(/today/i);
  const button = panel.locator('[data-record]').getByRole('button', { name: 'assign', exact: true }).first();
  await button.click();
  await window.answer('escalation.ts');
  const assigned = panel.locator('[data-record]').filter({ hasText: 'reassign' });
  await window.until('the code a person chose', async () => /escalation\.ts/.test((await assigned.first().innerText().catch(() => ''))), () => panel.locator('body').innerText());
  await window.screenshot('panel-assigned');
});

test('light and high contrast', async () => {
  await window.command('Costline: Open Spend Panel');
  for (const [name, theme] of [['light', 'Light Modern'], ['high-contrast', 'Default High Contrast'], ['high-contrast-light', 'Default High Contrast Light']] as const) {
    await stage.set({ 'workbench.colorTheme': theme });
    await window.until(name, async () => (await window.page.locator(name === 'light' ? '.monaco-workbench.vs' : '.monaco-workbench[class*="hc-"]').count()) > 0);
    await pause(500);
    await window.screenshot(`panel-${name}`);
  }
});

/** Both sample apps, `rounds` times through their work. */
async function work(rounds: number): Promise<void> {
  await window.until('the collector', async () => (await fetch(`${stage.collector}/healthz`).catch(() => null))?.ok);
  const options = { provider: provider.address, collector: stage.collector, rounds, pauseMs: 20 };
  const apps = [startSupportDesk(stage.sample, options), startResearchAgent(stage.sample, options)].filter((app) => app !== null);
  for (const app of apps) assert.equal(await app.ended, 0, app.tail());
}

function spent(): number {
  return listPriceOfAll(provider.bill.calls) / DOLLAR;
}

/** Budgets are in dollars and cents; small ones in tenths of a cent. */
function round(dollars: number): number {
  return Math.round(dollars * 1000) / 1000;
}

async function panelShowingToday(): Promise<Frame> {
  const panel = await window.webview(/today/i);
  const shown = async (): Promise<string> => (await panel.locator('[data-figure="today"]').first().getAttribute('data-nanodollars').catch(() => null)) ?? '';
  await window.until(`today at ${spent()} dollars`, async () => (await shown()) === String(listPriceOfAll(provider.bill.calls)), async () => `${await shown()}\n${await panel.locator('body').innerText()}`);
  return panel;
}

async function statusBecomes(kind: 'warning' | 'error'): Promise<void> {
  await window.until(`a status bar of kind ${kind}`, async () => (await window.status(/\$[\d.]+ \/ \$/))?.kind === kind, async () => JSON.stringify(await window.status(/\$/)));
}
