/** The page's document: the asset with its placeholders filled. Pure; nothing that came from data goes in. */

export interface PageParts {
  /** A fresh random text for each page. */
  readonly nonce: string;
  /** What the webview may load from, as VS Code says it. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
}

export function fillPage(template: string, parts: PageParts): string {
  return template.replace(/\{\{(nonce|cspSource|script|style)\}\}/g, (_, name: keyof PageParts) => attribute(parts[name]));
}

const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
