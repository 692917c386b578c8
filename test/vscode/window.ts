/**
 * One VS Code window in a browser page, driven as a person drives it: by keys, palette and mouse.
 * Every expectation waits for a condition and fails with what was on the screen instead.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Frame, Page } from 'playwright-core';
import { CLONE } from '../support/clone.ts';

export const WAIT_MS = 30_000;
const LOOK_EVERY_MS = 100;

export interface Place {
  readonly line: number;
  readonly column: number;
}

export class Window {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, address: string, folder: string): Promise<Window> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1, serviceWorkers: 'allow' });
    const page = await context.newPage();
    await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`);
    const window = new Window(page);
    await window.ready();
    return window;
  }

  /** As the user does: VS Code writes down what is open before it goes. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: WAIT_MS });
    await this.command('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: WAIT_MS });
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: WAIT_MS }).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Runs a command by its title in the palette. */
  async command(title: string): Promise<void> {
    await this.pick(`>${title}`, title);
  }

  /** Opens a file by its path in the folder, through quick open. */
  async openFile(path: string): Promise<void> {
    await this.#openTab(path);
    await this.page.locator('.editor-group-container.active .monaco-editor .view-lines').first().waitFor({ timeout: WAIT_MS });
  }

  /** Opens a notebook, and waits for what its cells show. They are drawn over the group of editors, not in it. */
  async openNotebook(path: string, expected: RegExp): Promise<void> {
    await this.#openTab(path);
    const cells = this.page.locator('.cell .monaco-editor .view-line');
    const read = async (): Promise<string> => plain((await cells.allInnerTexts()).join('\n'));
    await this.until(`cells that show ${String(expected)}`, async () => expected.test(await read()) || null, read);
  }

  async #openTab(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    await this.pick(path, name);
    await this.until(`the editor of ${name}`, async () => (await this.page.locator(`.tab.active[data-resource-name="${name}"]`).count()) > 0);
  }

  /** One-based. */
  async goTo(place: Place): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.quickInput(`:${place.line}:${place.column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: WAIT_MS });
  }

  /** The text of the hover at a place. */
  async hoverAt(place: Place, expected: RegExp): Promise<string> {
    return this.until(`a hover that says ${String(expected)}`, async () => {
      await this.goTo(place);
      await this.page.keyboard.press('Control+k');
      await this.page.keyboard.press('Control+i');
      const hover = this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content');
      await hover.first().waitFor({ timeout: 1_000 }).catch(() => undefined);
      const text = plain((await hover.allInnerTexts()).join('\n'));
      return expected.test(text) ? text : null;
    });
  }

  /** Everything the active editor shows, inlay hints included. */
  async editorText(): Promise<string> {
    const lines = this.page.locator('.editor-group-container.active .monaco-editor .view-lines .view-line');
    return plain((await lines.allInnerTexts()).join('\n'));
  }

  async untilEditorShows(expected: RegExp): Promise<string> {
    return this.until(`an editor that shows ${String(expected)}`, async () => {
      const text = await this.editorText();
      return expected.test(text) ? text : null;
    }, () => this.editorText());
  }

  /** Messages in the problems view. */
  async problems(expected: RegExp): Promise<string> {
    await this.command('Problems: Focus on Problems View');
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    const read = async (): Promise<string> => plain((await rows.allInnerTexts()).join('\n'));
    return this.until(`a problem that says ${String(expected)}`, async () => {
      const text = await read();
      return expected.test(text) ? text : null;
    }, read);
  }

  /** Takes the lightbulb's entry at a place. */
  async quickFix(place: Place, title: RegExp): Promise<void> {
    const entry = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
    await this.until(`a quick fix called ${String(title)}`, async () => {
      await this.goTo(place);
      await this.page.keyboard.press('Control+.');
      await entry.waitFor({ timeout: 2_000 }).catch(() => undefined);
      return (await entry.count()) > 0 ? true : null;
    });
    await entry.click();
  }

  /** The status bar's text, with its colour's name: plain, warning or error. */
  async status(name: RegExp): Promise<{ readonly text: string; readonly kind: 'plain' | 'warning' | 'error' } | null> {
    const item = this.page.locator('.statusbar-item').filter({ hasText: name }).first();
    if ((await item.count()) === 0) return null;
    const classes = (await item.getAttribute('class')) ?? '';
    const kind = classes.includes('error-kind') ? 'error' : classes.includes('warning-kind') ? 'warning' : 'plain';
    return { text: plain(await item.innerText()), kind };
  }

  /** The document inside a webview whose text matches. */
  async webview(expected: RegExp): Promise<Frame> {
    const read = async (frame: Frame): Promise<string> => plain(await frame.locator('body').innerText().catch(() => ''));
    return this.until(
      `a webview that shows ${String(expected)}`,
      async () => {
        for (const frame of this.page.frames()) if (frame !== this.page.mainFrame() && expected.test(await read(frame))) return frame;
        return null;
      },
      async () => (await Promise.all(this.page.frames().slice(1).map(read))).join('\n---\n'),
    );
  }

  /** Answers an input box that is open. */
  async answer(text: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget input');
    await box.waitFor({ timeout: WAIT_MS });
    await box.fill(text);
    await this.page.keyboard.press('Enter');
  }

  async screenshot(name: string): Promise<void> {
    const path = join(CLONE, 'artifacts', `${name}.png`);
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }

  /** Waits until `look` gives something; `instead` describes what was there when the time is over. */
  async until<T>(what: string, look: () => Promise<T | null | false | undefined>, instead?: () => Promise<string>): Promise<T> {
    const deadline = performance.now() + WAIT_MS;
    while (performance.now() < deadline) {
      const seen = await look();
      if (seen !== null && seen !== false && seen !== undefined) return seen;
      await pause(LOOK_EVERY_MS);
    }
    await this.screenshot(`failed-${what.replaceAll(/[^a-z]+/gi, '-').slice(0, 40)}`);
    throw new Error(`Waited ${WAIT_MS / 1000} s for ${what}.${instead ? ` Instead:\n${(await instead()).slice(0, 2_000)}` : ''}`);
  }

  async pick(text: string, expected: string): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: expected }).first();
    // A view that has just loaded takes the focus, and the list closes; a list opened before it was there does not fill itself.
    await this.until(`${expected} in the list`, async () => {
      await this.quickInput(text);
      await row.waitFor({ timeout: 3_000 }).catch(() => undefined);
      return row.isVisible();
    }, () => this.page.locator('.quick-input-widget').innerText().catch(() => 'nothing'));
    await row.click();
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: 3_000 }).catch(() => undefined);
  }

  async quickInput(text: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget input');
    await this.until('quick input', async () => {
      if (await box.isVisible()) return true;
      await this.page.keyboard.press(text.startsWith('>') ? 'F1' : 'Control+p');
      await box.waitFor({ timeout: 1_000 }).catch(() => undefined);
      return box.isVisible();
    });
    await box.fill(text.slice(0, 1));
    await box.fill(text);
  }
}

/** Monaco draws spaces as no-break spaces. */
function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u200b\u200c]/g, (mark) => (mark === '\u00a0' ? ' ' : ''));
}
