// Runs inside VS Code's extension host, which loads CommonJS.
const assert = require('node:assert/strict');
const vscode = require('vscode');

exports.run = async function run() {
  const extension = vscode.extensions.getExtension('costline.costline');
  assert.ok(extension, 'the VSIX is installed');
  await extension.activate();
  const [file] = await vscode.workspace.findFiles('support-desk/src/answer.ts');
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  const everything = new vscode.Range(0, 0, document.lineCount, 0);
  for (let left = 100; left > 0; left--) {
    const hints = await vscode.commands.executeCommand('vscode.executeInlayHintProvider', file, everything);
    if (hints.some((hint) => /tok/.test(JSON.stringify(hint.label)))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('no inlay hint with tokens after ten seconds');
};
