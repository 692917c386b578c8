/** `import a.b as c`, `from .m import x as y`, `from m import *`. */
import type { LowerStatement, Lowering } from '../lowering.ts';
import { textOf } from '../lowering.ts';
import { childIn, childOf, childrenIn, spanOf } from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';

export const lowerImport: LowerStatement = (node, lowering) => {
  for (const each of childrenIn(node, 'name')) {
    const { written, alias } = nameOf(each, lowering);
    // `import a.b` binds `a`, and `a.b` is then reached through it.
    const module = alias === undefined ? (written.split('.')[0] ?? written) : written;
    add(lowering, module, '*', alias ?? module, each);
  }
};

export const lowerImportFrom: LowerStatement = (node, lowering) => {
  const from = childIn(node, 'module_name');
  const module = from === undefined ? '__future__' : textOf(lowering, from).replace(/\s/g, '');
  const all = childOf(node, 'wildcard_import');
  if (all !== undefined) add(lowering, module, '**', '', all);
  for (const each of childrenIn(node, 'name')) {
    const { written, alias } = nameOf(each, lowering);
    add(lowering, module, written, alias ?? written, each);
  }
};

function nameOf(node: SyntaxNode, lowering: Lowering): { readonly written: string; readonly alias: string | undefined } {
  const alias = childIn(node, 'alias');
  const written = node.type === 'aliased_import' ? (childIn(node, 'name') ?? node) : node;
  return { written: textOf(lowering, written).replace(/\s/g, ''), alias: alias === undefined ? undefined : textOf(lowering, alias) };
}

function add(lowering: Lowering, module: string, imported: string, local: string, node: SyntaxNode): void {
  lowering.imports.push({ module, imported, local, span: spanOf(node), nested: lowering.state.functions > 0 });
}
