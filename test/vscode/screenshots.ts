/** npm run screenshots: the pictures of the README, taken of the packaged extension at work. */
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startResearchAgent, startSupportDesk } from '../demo/emitters.ts';
import { startProvider } from '../demo/stub/provider.ts';
import { CLONE } from '../support/clone.ts';
import { ensureChromium } from './chromium.ts';
import { installCodeServer } from './code-server.ts';
import { build, packageExtension } from './package-extension.ts';
import { placeOf } from './places.ts';
import { setStage } from './stage.ts';

const ANSWER = 'support-desk/src/answer.ts';
const ROUNDS = 40;

await build();
await packageExtension();
await ensureChromium();
await installCodeServer();
const stage = await setStage({ costline: JSON.stringify({ budgets: [{ period: 'day', limit: 0.6 }] }), settings: { 'workbench.sideBar.location': 'right' } });
const provider = await startProvider({ latencyMs: 300 });
const window = await stage.open();
try {
  await window.page.setViewportSize({ width: 1200, height: 720 });
  await window.command('View: Close Primary Side Bar');
  await window.openFile(ANSWER);
  await window.untilEditorShows(/≥\d(\.\d)?k tok/);
  const text = await readFile(join(stage.folder, ANSWER), 'utf8');
  await window.hoverAt(placeOf(text, 'completions.create', 14), /known input/);
  await save('editor');
  await window.page.keyboard.press('Escape');
  await window.command('View: Close All Editors');
  await window.page.setViewportSize({ width: 1200, height: 920 });
  await window.command('Costline: Open Spend Panel');
  await window.page.mouse.move(600, 5);
  await window.until('the collector', async () => (await fetch(`${stage.collector}/healthz`).catch(() => null))?.ok);
  const options = { provider: provider.address, collector: stage.collector, rounds: ROUNDS, pauseMs: 200 };
  const apps = [startSupportDesk(stage.sample, options), startResearchAgent(stage.sample, options)];
  for (const app of apps) await app?.ended;
  await window.command('Notifications: Clear All Notifications');
  await pause(2_000);
  await save('panel');
} finally {
  await stage.clear();
  await provider.close();
}

async function save(name: string): Promise<void> {
  await window.screenshot(name);
  await copyFile(join(CLONE, 'artifacts', `${name}.png`), join(CLONE, 'media', `${name}.png`));
}
