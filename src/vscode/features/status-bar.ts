/** The status bar item: there when there is something to say, coloured at a budget's levels. */
import { Disposable, StatusBarAlignment, ThemeColor, window } from 'vscode';
import { statusOf } from '../status-text.ts';
import type { StatusText } from '../status-text.ts';
import type { Feature } from './feature.ts';

/** Fast spend moves the panel; a glance at the corner needs less. */
const PUSH_EVERY_MS = 1_000;
const COLOURS: Readonly<Record<StatusText['kind'], string | null>> = {
  plain: null, warning: 'statusBarItem.warningBackground', error: 'statusBarItem.errorBackground',
};

export const statusBar: Feature = {
  name: 'status bar',
  register({ server, telemetry }) {
    const item = window.createStatusBarItem('costline.status', StatusBarAlignment.Right, 50);
    item.name = 'Costline';
    item.command = 'costline.showSummary';
    const show = (): void => {
      const { status, spend } = telemetry.state;
      const said = statusOf({ overview: server.overview, spend, listening: status?.endpoint ?? null });
      if (said === null) return item.hide();
      const colour = COLOURS[said.kind];
      item.text = said.text;
      item.tooltip = said.tooltip;
      item.accessibilityInformation = { label: said.spoken, role: 'button' };
      item.backgroundColor = colour === null ? undefined : new ThemeColor(colour);
      item.show();
    };
    show();
    return Disposable.from(item, telemetry.subscribe(PUSH_EVERY_MS), server.onOverview(show), telemetry.onDidChange(show));
  },
};
