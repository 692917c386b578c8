/** One part of the client that a user would name. It is given everything and knows no other part. */
import type { Disposable } from 'vscode';
import type { Deps } from '../deps.ts';

export interface Feature {
  readonly name: string;
  register(deps: Deps): Disposable;
}
