/** Asks which model a call uses where code does not tell, and remembers it in the folder's `costline.json`. */
import { window, workspace } from 'vscode';
import { assumeModel } from '../../core/config/costline-file.ts';
import type { CallAtResult } from '../../server/protocol.ts';
import { editCostlineFile } from '../costline-file.ts';
import type { Command } from './command.ts';

export const assumeModelHere: Command = {
  id: 'costline.assumeModelHere', what: 'assuming a model',
  async run({ server }) {
    const editor = window.activeTextEditor;
    const folder = editor === undefined ? undefined : workspace.getWorkspaceFolder(editor.document.uri);
    if (editor === undefined || folder === undefined) return void window.showInformationMessage('Costline: put the cursor in a call of a file in an open folder. The model is kept in the folder’s costline.json.');
    const { line, character } = editor.selection.active;
    const call = await server.request('costline/callAt', { uri: editor.document.uri.toString(), position: { line, character } });
    if (call === null) return void window.showInformationMessage('Costline: the cursor is in no call of a model that Costline knows.');
    const model = await askModel(call);
    if (model !== undefined) await editCostlineFile(folder, (text) => assumeModel(text, { at: call.id, model }));
  },
};

/** One of those the call may use, or any other. */
async function askModel({ model, candidates }: NonNullable<CallAtResult>): Promise<string | undefined> {
  const other = 'Another model…';
  const picked = candidates.length < 2 ? other : await window.showQuickPick([...candidates, other], { title: 'Assume Model Here', placeHolder: 'The model this call is counted and priced for' });
  if (picked !== other) return picked;
  const typed = await window.showInputBox({
    title: 'Assume Model Here', prompt: 'The model this call is counted and priced for, as its API names it', value: model ?? '', placeHolder: 'gpt-4o',
    validateInput: (id) => (/^\S+$/.test(id.trim()) ? undefined : 'A model id.'),
  });
  return typed?.trim();
}
