import { createHash } from 'node:crypto';

/** Names a content. Not a security boundary: collisions would only reuse an analysis. */
export const hashOf = (text: string): string => createHash('sha1').update(text).digest('base64url');
