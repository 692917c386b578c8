/** Asks Anthropic how many tokens the selection, or the whole file, is for Claude. Nothing is sent before the user saw what. */
import { window } from 'vscode';
import type { SecretStorage } from 'vscode';
import { countTokens, COUNT_HOST } from '../anthropic-count.ts';
import type { Deps } from '../deps.ts';
import type { Command } from './command.ts';

const KEY = 'costline.anthropicKey';
const MODEL = 'costline.countModel';
const SEND = 'Send';

export const countExactly: Command = {
  id: 'costline.countExactly', what: 'counting exactly',
  async run(deps) {
    const editor = window.activeTextEditor;
    if (editor === undefined) return void window.showInformationMessage('Costline: open the file, or select the prompt, that is to be counted.');
    const text = editor.document.getText(editor.selection.isEmpty ? undefined : editor.selection);
    if (text.trim() === '') return;
    const model = await askModel(deps);
    const key = model === undefined ? undefined : await askKey(deps.context.secrets);
    if (model === undefined || key === undefined || !(await agreed(editor.document.fileName, text))) return;
    const answer = await countTokens({ key, model, text });
    if (answer.kind === 'refused') await deps.context.secrets.delete(KEY);
    if (answer.kind !== 'counted') throw new Error(answer.why);
    void window.showInformationMessage(`Costline: = ${answer.tokens} input tokens for ${model}, the request around one message included (counted by ${COUNT_HOST}).`);
  },
};

async function askModel({ context }: Deps): Promise<string | undefined> {
  const model = await window.showInputBox({
    title: 'Count Exactly with Claude (1/2)', prompt: 'The model’s id, as the API names it', value: context.globalState.get<string>(MODEL, ''),
    placeHolder: 'claude-…', validateInput: (id) => (/^[\w.:@-]+$/.test(id.trim()) ? undefined : 'A model id.'),
  });
  if (model !== undefined) await context.globalState.update(MODEL, model.trim());
  return model?.trim();
}

async function askKey(secrets: SecretStorage): Promise<string | undefined> {
  const kept = await secrets.get(KEY);
  if (kept !== undefined) return kept;
  const key = await window.showInputBox({
    title: 'Count Exactly with Claude (2/2)', prompt: 'Your Anthropic API key. It is kept in the editor’s secret storage.', password: true, ignoreFocusOut: true,
  });
  if (key === undefined || key.trim() === '') return undefined;
  await secrets.store(KEY, key.trim());
  return key.trim();
}

async function agreed(file: string, text: string): Promise<boolean> {
  const bytes = new TextEncoder().encode(text).length;
  const detail = `Host: ${COUNT_HOST}\nFile: ${file}\nBytes: ${bytes}\n\nThe text is sent for counting only; no model answers it and no tokens are billed.`;
  return (await window.showWarningMessage('Send this text to Anthropic for counting?', { modal: true, detail }, SEND)) === SEND;
}
