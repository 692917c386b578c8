/** A folder nobody trusted yet: hints, since they only read; nothing that listens, sends or follows its configuration. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;

before(async () => {
  stage = await setStage({
    trust: 'ask',
    settings: { 'security.workspace.trust.startupPrompt': 'never', 'costline.collector.autoStart': true },
    costline: JSON.stringify({ budgets: [{ period: 'day', limit: 1 }] }),
  });
});
after(() => stage?.clear());

test('in restricted mode the hints are there and nothing listens', async () => {
  const window = await stage.open();
  await window.until('restricted mode', async () => /Restricted/.test((await window.status(/Restricted/))?.text ?? ''));
  await window.openFile('support-desk/src/answer.ts');
  await window.untilEditorShows(/≥\d(\.\d)?k tok/);
  // Long enough for a collector to be up: in a trusted folder it is, within this time.
  await pause(5_000);
  await assert.rejects(fetch(`${stage.collector}/healthz`), 'nothing may listen in a folder that is not trusted');
  await window.screenshot('restricted-mode');
});
