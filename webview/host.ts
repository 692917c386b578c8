/** The page's side of `panel/protocol.ts`. */
import type { ToHost, ToPage, ViewState } from '../src/panel/protocol.ts';

interface EditorApi {
  postMessage(message: ToHost): void;
  getState(): ViewState | undefined;
  setState(view: ViewState): void;
}

declare function acquireVsCodeApi(): EditorApi;

/** VS Code hands it out once. */
const editor = acquireVsCodeApi();

export const send = (message: ToHost): void => editor.postMessage(message);

export const savedView = (): ViewState => editor.getState() ?? { tag: 'model' };

export const saveView = (view: ViewState): void => editor.setState(view);

export function onMessage(receive: (message: ToPage) => void): void {
  window.addEventListener('message', (event: MessageEvent<ToPage>) => receive(event.data));
}
