/** Starts the language server with the first document it could say something about. */
import { languages, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { guarded } from '../guard.ts';
import { CODE_LANGUAGES, NOTEBOOK_CELLS, PROMPT_FILES } from '../selectors.ts';
import type { Feature } from './feature.ts';

const SELECTOR = [...CODE_LANGUAGES.map((language) => ({ scheme: 'file', language })), NOTEBOOK_CELLS, ...PROMPT_FILES.map((pattern) => ({ scheme: 'file', pattern }))];

export const languageServer: Feature = {
  name: 'language server',
  register({ log, server }) {
    const look = (document: TextDocument): void => {
      if (server.running || languages.match(SELECTOR, document) === 0) return;
      void guarded(log, 'starting the language server', () => server.start());
    };
    workspace.textDocuments.forEach(look);
    return workspace.onDidOpenTextDocument(look);
  },
};
