/** Names by which functions are worth running, and callers are found. */
import type { FileId } from '../document.ts';

/** Modules whose functions have names that calls of models have, and are none: `asyncio.run(main())`. */
const OTHERS = '(?<!\\b(?:asyncio|anyio|trio|subprocess|uvicorn)\\.\\w+)';

/** Names of two words and more say enough to count where they are only passed on. */
const isTelling = (name: string): boolean => /_|[a-z][A-Z]/.test(name);

/** `create` is called by many things; `completions.create` is an SDK's, called or passed on, and so is `partial(model.generate_content, prompt)`. */
export const callsOf = (names: readonly string[]): RegExp => {
  const phrases = names.filter((name) => name.includes('.')).map((name) => name.replaceAll('()', '\\(\\)').replaceAll('.', '\\s*\\??\\.\\s*'));
  const plain = names.filter((name) => !name.includes('.'));
  const telling = plain.filter(isTelling);
  return new RegExp([
    ...(plain.length > 0 ? [`(?:^|[^\\w$])(?:${plain.join('|')})${OTHERS}\\s*(?:<[^>()]*>|\\[[^\\]()]*\\])?\\(`] : []),
    ...(telling.length > 0 ? [`\\.(?:${telling.join('|')})\\s*,`] : []),
    ...(phrases.length > 0 ? [`\\b(?:${phrases.join('|')})\\b`] : []),
  ].join('|'));
};

/** `lib/ai/client.ts` → `client`; a package's `__init__` or `index` goes by its folder. */
export const stemOf = (file: FileId): string => /([^/]+)\/(?:__init__|index)\.\w+$/.exec(file)?.[1] ?? /([^/]+?)\.\w+$/.exec(file)?.[1] ?? '';

/** Names under which frameworks call a function for each request. */
export const HANDLER = /^(GET|POST|PUT|PATCH|DELETE|handler|handle[A-Z_]\w*|on[A-Z_]\w*|lambda_handler|fetch|action|loader)$/;
