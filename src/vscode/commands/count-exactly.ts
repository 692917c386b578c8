/** Asks Anthropic how many tokens the selection, or the whole file, is for Claude. Nothing is sent before the user saw what. */
import { window } from 'vscode';
import type { SecretStorage } from 'vscode';
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
    const target = await deps.server.request('costline/countTarget', undefined);
    const model = target === null ? undefined : await askModel(deps);
    if (target === null || model === undefined) return;
    const key = (await deps.context.secrets.get(KEY)) ?? (target.hasKey ? null : await askKey(deps.context.secrets));
    if (key === undefined || !(await agreed(target.host, editor.document.fileName, text))) return;
    const answer = await deps.server.request('costline/countTokens', { key, model, text });
    if (answer === null) throw new Error('the language server has no answer');
    if (answer.kind === 'refused' && key !== null) await deps.context.secrets.delete(KEY);
    if (answer.kind !== 'counted') throw new Error(answer.kind === 'refused' ? `${target.host}: ${answer.why}. It was forgotten; try again with another.` : `${target.host}: ${answer.why}`);
    void window.showInformationMessage(`Costline: = ${answer.tokens} input tokens for ${model}, the request around one message included (counted by ${target.host}).`);
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
  const key = await window.showInputBox({
    title: 'Count Exactly with Claude (2/2)', prompt: 'Your Anthropic API key. It is kept in the editor’s secret storage.', password: true, ignoreFocusOut: true,
  });
  if (key === undefined || key.trim() === '') return undefined;
  await secrets.store(KEY, key.trim());
  return key.trim();
}

async function agreed(host: string, file: string, text: string): Promise<boolean> {
  const bytes = new TextEncoder().encode(text).length;
  const detail = `Host: ${host}\nFile: ${file}\nBytes: ${bytes}\n\nThe text is sent for counting only; no model answers it and no tokens are billed.`;
  return (await window.showWarningMessage('Send this text to Anthropic for counting?', { modal: true, detail }, SEND)) === SEND;
}
