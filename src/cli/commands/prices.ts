/** `costline prices`: what a model costs and as of when; `--refresh` fetches a newer list, and nothing else ever does. */
import type { Command } from 'commander';
import { createCatalogue } from '../../core/pricing/catalogue.ts';
import type { Rate } from '../../core/pricing/price.ts';
import { createPrices, PRICE_LIST_URL, refreshedFile, refreshPrices } from '../../node/prices.ts';
import type { CommandDeps } from '../deps.ts';
import { UsageError } from '../output/failure.ts';

interface Options {
  readonly refresh?: string | true;
  readonly provider?: string;
}

export function register(program: Command, { out }: Pick<CommandDeps, 'out'>): void {
  program.command('prices')
    .summary('What a model costs, and as of when')
    .description('Shows the prices in use, or those of one model. Nothing is fetched unless --refresh says so.')
    .argument('[model]', 'an id as code or telemetry has it, e.g. openrouter/anthropic/claude-sonnet-4.5')
    .option('--provider <name>', 'who is called')
    .option('--refresh [url]', `fetch a newer list, by default from ${new URL(PRICE_LIST_URL).host}`)
    .action(async (model: string | undefined, { refresh, provider }: Options) => {
      if (refresh !== undefined) {
        const prices = await refreshPrices({ url: refresh === true ? PRICE_LIST_URL : refresh, file: refreshedFile(), today: new Date().toISOString().slice(0, 10) })
          .catch((error: unknown) => { throw new UsageError(`the prices stay as they are: ${error instanceof Error ? error.message : String(error)}`); });
        out(`Prices as of ${prices.date}, kept in ${refreshedFile()}.\n`);
      }
      const catalogue = createCatalogue(await createPrices().load());
      if (model === undefined) out(`Prices as of ${catalogue.date ?? 'never: there is no catalogue'}.\n`);
      else out(describe(model, catalogue.find({ model, provider: provider ?? null, at: Date.now() })));
    });
}

function describe(model: string, price: ReturnType<ReturnType<typeof createCatalogue>['find']>): string {
  if (price === null) return `${model}: unpriced. No price is known for it; costline.json can give one.\n`;
  const rate = (name: string, value: Rate | null): string[] => (value === null ? [] : [`  ${name.padEnd(22)} $${[value.base, ...value.tiers.map((tier) => tier.rate)].map((each) => each / 1e9).join(' → $')}${value.tiers.map(({ above }) => ` above ${above} tokens`).join(',')}`]);
  return [
    `${price.model}, sold by ${price.provider}: dollars per million tokens as of ${price.date}, ${price.source}`,
    ...rate('input', price.input), ...rate('output', price.output), ...rate('cached input', price.cacheRead), ...rate('cache write, 5 minutes', price.cacheWrite5m), ...rate('cache write, an hour', price.cacheWrite1h),
    ...(price.retired === undefined ? [] : [`  refused from ${price.retired}`]), ...(price.note === undefined ? [] : [`  ${price.note}`]), '',
  ].join('\n');
}
