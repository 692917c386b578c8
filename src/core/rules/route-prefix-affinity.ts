/** `route/prefix-affinity`: a long stable prefix behind a router that does not know which replica holds it. */
import type { Fix, Observed } from '../analysis.ts';
import { stablePrefix } from '../caching/prefix.ts';
import { addArgument } from '../editing/add-argument.ts';
import { tokenWords } from './finding.ts';
import type { Rule, RuleContext } from './rule.ts';

export const routePrefixAffinity: Rule = {
  meta: {
    id: 'route/prefix-affinity', level: 'hint', fixable: true, silent: true,
    title: 'Calls with the same long prefix may reach a replica that does not hold it',
    options: { minimumTokens: { default: 1024, description: 'Stable tokens at the start of a prompt from which it is reported.' } },
  },
  check(context) {
    const { site, report, option } = context;
    if (site.gateway !== null || site.kind !== 'direct' || site.use === 'once' || site.provider === null) return [];
    const advice = ADVICE[site.provider];
    const prefix = stablePrefix(site.blocks, report.tokens.segments);
    if (advice === undefined || prefix < Number(option('minimumTokens')) || namesItself(context)) return [];
    if (advice.keyed && !isMissed(context.observed, prefix)) return [];
    return [{
      location: site.nameLocation, related: [], fixes: advice.keyed ? keyed(context) : [], data: { provider: site.provider, prefixTokens: prefix },
      message: `${tokenWords(prefix)} start each of these calls. ${advice.words}`,
    }];
  },
};

interface Advice {
  readonly words: string;
  /** Takes `prompt_cache_key`. */
  readonly keyed: boolean;
}

const KEYED: Advice = { keyed: true, words: 'A prompt_cache_key that is the same for calls that share them routes those to the machine whose cache holds them; above some fifteen requests a minute use several.' };

const ADVICE: Readonly<Record<string, Advice>> = {
  openai: KEYED, mistral: KEYED,
  vllm: { keyed: false, words: 'vLLM caches them per replica, in blocks of 16 tokens: with more than one replica route by prefix (the vLLM production stack\'s or llm-d\'s prefix-aware router), or each computes them again. Turn --enable-prefix-caching on where the version has it off.' },
  sglang: { keyed: false, words: 'SGLang keeps them in each worker\'s radix tree: with more than one worker use its cache-aware router, or each computes them again.' },
};

/** A provider's own routing mostly finds the cache; only traffic can say that it does not. */
const isMissed = (observed: Observed | null, prefix: number): boolean =>
  observed !== null && observed.calls >= ENOUGH_CALLS && observed.cacheRead < (observed.calls * prefix) / 2;

const ENOUGH_CALLS = 20;

/** The key is there, or written in a way that is not read here. */
function namesItself({ site, source, lines }: RuleContext): boolean {
  const { file, range } = site.location;
  return /prompt_?cache_?key|promptCacheKey|\*\*|\.\.\./i.test(source(file)?.text.slice(lines(file).offsetAt(range.start), lines(file).offsetAt(range.end)) ?? '');
}

/** Named after the function that sends it: calls of one place share their prefix. */
function keyed(context: RuleContext): readonly Fix[] {
  const { site } = context;
  const name = (site.enclosing ?? 'prompt').replace(/[^\w.-]/g, '');
  const edits = /^openai\.(?:chat|responses)$/.test(site.sdk) && name !== '' ? addArgument(site.location, 'prompt_cache_key', quoted(name, context), context) : null;
  return edits === null ? [] : [{ id: 'add-cache-key', title: 'Add a prompt_cache_key', edits, alters: true }];
}

const quoted = (name: string, { site, source }: RuleContext): string =>
  (source(site.location.file)?.language === 'python' ? `"${name}"` : `'${name}'`);
