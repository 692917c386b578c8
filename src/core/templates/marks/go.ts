/** Go's text/template: `{{.Name}}`, `{{if .X}}…{{else}}…{{end}}`, `{{range .Items}}…{{end}}`. */
import { textPart } from '../part.ts';
import type { Marks, Part } from '../part.ts';
import { createBranches } from './branches.ts';

const MARK = /\{\{-?\s*([^{}]*?)\s*-?\}\}/g;

export const go: Marks = {
  id: 'go-template',
  marksIn: (text) => /\{\{-?\s*(?:(?:if|range|with)\s+)?\$?\.[A-Z]\w*/.test(text),
  read(text) {
    const parts: Part[] = [];
    const branches = createBranches();
    let at = 0;
    for (const mark of text.matchAll(MARK)) {
      if (mark.index > at) parts.push(textPart(text, at, mark.index, branches.current));
      at = mark.index + mark[0].length;
      const inside = mark[1] ?? '';
      const condition = branches.current;
      const [word = '', rest = ''] = /^(\w+)\b\s*(.*)$/.exec(inside)?.slice(1) ?? [];
      if (word === 'if' || word === 'with') branches.open(rest);
      else if (word === 'range') branches.open(`for ${rest}`);
      else if (word === 'else') branches.otherwise(rest.replace(/^if\s+/, '') || undefined);
      else if (word === 'end') branches.close();
      else if (!inside.startsWith('/*')) {
        const variables = [...inside.matchAll(/\.([A-Za-z_]\w*)/g)].map((match) => match[1] ?? '').slice(0, 1);
        parts.push({ kind: 'hole', expression: inside, variables, span: { start: mark.index, end: at }, ...(condition === undefined ? {} : { condition }) });
      }
    }
    if (at < text.length) parts.push(textPart(text, at, text.length, branches.current));
    return parts;
  },
};
