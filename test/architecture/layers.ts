/** Who may import whom: the table of the design, as data. */

export interface Layer {
  /** Folder or file under the repository root; the longest match decides. */
  readonly at: string;
  /** Project paths (prefixes) it may import. Its own folder is always allowed. */
  readonly may: readonly string[];
  /** Project paths of which only types may be imported. */
  readonly types: readonly string[];
  /** Bare modules: `node:` any builtin, `vscode`, or a package name; `packages` any package. */
  readonly outside: readonly string[];
}

const pure = ['web-tree-sitter', 'jsonc-parser', 'picomatch', 'yaml'];

export const LAYERS: readonly Layer[] = [
  { at: 'src/core', may: [], types: [], outside: pure },
  { at: 'src/node', may: ['src/core'], types: [], outside: ['node:', 'packages'] },
  { at: 'src/telemetry', may: ['src/core'], types: [], outside: ['node:', 'packages'] },
  { at: 'src/telemetry/collector.ts', may: ['src/core', 'src/node', 'src/telemetry'], types: [], outside: ['node:', 'packages'] },
  { at: 'src/server', may: ['src/core', 'src/node', 'src/telemetry/matching'], types: ['src/telemetry/protocol.ts'], outside: ['node:', 'packages'] },
  { at: 'src/panel', may: ['src/core'], types: ['src/telemetry/protocol.ts', 'src/telemetry/call-record.ts'], outside: ['packages'] },
  { at: 'src/vscode', may: ['src/panel', 'src/core/present', 'src/core/config'], types: ['src/telemetry/protocol.ts', 'src/telemetry/call-record.ts', 'src/server/protocol.ts'], outside: ['vscode', 'node:', 'packages'] },
  { at: 'src/extension.ts', may: ['src/vscode', 'src/panel', 'src/core/present', 'src/core/config'], types: ['src/telemetry/protocol.ts', 'src/server/protocol.ts'], outside: ['vscode', 'node:', 'packages'] },
  { at: 'src/cli', may: ['src/core', 'src/node', 'src/telemetry', 'src/server'], types: [], outside: ['node:', 'packages'] },
  { at: 'webview', may: ['src/core/present/money.ts'], types: ['src/panel/protocol.ts'], outside: ['packages'] },
];

/** Folders whose members never import each other. */
export const APART: readonly { readonly folder: string }[] = [
  { folder: 'src/vscode/features' },
  { folder: 'src/core/rules' },
  { folder: 'src/telemetry/dialects' },
  { folder: 'src/telemetry/alerts' },
];
