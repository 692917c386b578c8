/** Changes of a folder's `costline.json`. */
import { Range, workspace, WorkspaceEdit } from 'vscode';
import type { WorkspaceFolder } from 'vscode';
import { costlineFileOf, readText } from './workspace-config.ts';

/** An existing file is edited as a document, so that undo and unsaved changes stay the user's. `change` is given null where there is none. */
export async function editCostlineFile(folder: WorkspaceFolder, change: (text: string | null) => string): Promise<void> {
  const uri = costlineFileOf(folder);
  if ((await readText(uri)) === null) return workspace.fs.writeFile(uri, new TextEncoder().encode(change(null)));
  const document = await workspace.openTextDocument(uri);
  const edit = new WorkspaceEdit();
  edit.replace(uri, new Range(0, 0, document.lineCount, 0), change(document.getText()));
  if (!(await workspace.applyEdit(edit))) throw new Error('The editor refused the change of costline.json.');
  await document.save();
}
