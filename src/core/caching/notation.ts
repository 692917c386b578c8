/** How a marker is written: a matter of the SDK, where it has a notation of its own. */
import type { CallSite } from '../call-site.ts';
import type { CacheRule } from './cache-rule.ts';

const OWN: Readonly<Record<string, string>> = { 'bedrock.converse': 'cachePoint', 'vercel-ai': 'cacheControl', strands: 'cachePoint' };

/** Null where there are no markers. */
export const markerName = ({ sdk }: Pick<CallSite, 'sdk'>, { marker }: Pick<CacheRule, 'marker'>): string | null =>
  (marker === 'cache_control' || marker === 'cachePoint' ? OWN[sdk] ?? marker : marker);
