/** Every `costline.*` setting of the editor: what the manifest must contribute, and what the README lists. */
import { DEFAULT_CONFIG } from './defaults.ts';

export interface Setting {
  /** With the `costline.` in front. */
  readonly name: string;
  readonly type: 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object' | readonly ['string', 'null'];
  readonly default: unknown;
  readonly description: string;
  /** `machine`: user settings only, never a repository's. */
  readonly scope: 'machine' | 'resource' | 'window';
  /** Ignored in an untrusted workspace: goes to the manifest's `restrictedConfigurations`. */
  readonly restricted: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

const D = DEFAULT_CONFIG;
const DOLLAR = 1_000_000_000;

const setting = (name: string, type: Setting['type'], value: unknown, description: string, more: Partial<Setting> = {}): Setting =>
  ({ name: `costline.${name}`, type, default: value, description, scope: 'resource', restricted: false, ...more });

const own: Partial<Setting> = { scope: 'machine', restricted: true };

export const SETTINGS: readonly Setting[] = [
  setting('hints.enabled', 'boolean', D.hints.enabled, 'Show the price of a call beside it.'),
  setting('hints.minimumTokens', 'integer', D.hints.minimumTokens, 'Show nothing beside prompts with fewer known tokens.', { minimum: 0 }),
  setting('codeLens.enabled', 'boolean', D.codeLens.enabled, 'Show what calls really cost above them, where telemetry was matched.'),
  setting('exclude', 'array', D.exclude, 'Globs that are never read. Files that Git ignores are left out too.'),
  setting('quiet', 'array', D.quiet, 'Globs that are counted but show no hints and no findings: tests, examples, evaluations, notebooks, vendored code.'),
  setting('rules', 'object', D.rules, 'Levels and options by rule, e.g. { "cache/volatile-prefix": "hint", "budget/unbounded-output": "off" }.'),
  setting('warnAbovePerThousand', 'number', D.warnAbovePerThousand / DOLLAR, 'A finding is a warning from this many dollars lost per thousand calls; below it is a hint.', { minimum: 0 }),
  setting('prices', 'object', D.prices, 'Prices in dollars per million tokens by model, ahead of the catalogue: { "my-model": { "input": 1, "output": 4 } }.', { restricted: true }),
  setting('models', 'object', D.models, 'Which model a deployment or alias is: { "prod-chat": "gpt-4o" }.', { restricted: true }),
  setting('vocabularies', 'object', D.vocabularies, 'Files of vocabularies that do not ship with Costline, a tokenizer.json each: { "llama3": "/models/llama-3/tokenizer.json" }. In costline.json relative to it.', { restricted: true }),
  setting('assumedModels', 'array', D.assumedModels, 'Models assumed where code does not tell, by file or call: [{ "at": "src/agent.py", "model": "gpt-4o" }]. Shown as assumed.'),
  setting('declaredVolume', 'object', D.declaredVolume, 'Calls per month you declare, by call site or feature. Shown as declared.'),
  setting('budgets', 'array', D.budgets, 'Budgets in dollars. A folder\'s costline.json wins.'),
  setting('services', 'object', D.services, 'Which folder a service.name in telemetry belongs to.', { restricted: true }),
  setting('routes', 'object', D.routes, 'Which model a task or feature should use. Read and checked, not applied yet.'),
  setting('intended', 'array', D.intended, 'Places where a finding is intended: [{ "rule", "at", "reason" }].'),
  setting('includeCodingTools', 'boolean', D.includeCodingTools, 'Count the spend of coding tools (Claude Code, Copilot, Codex …) in budgets.'),
  setting('collector.autoStart', 'boolean', D.collector.autoStart, 'Listen for telemetry as soon as a folder opens.', own),
  setting('collector.port', 'integer', D.collector.port, 'Port on the loopback interface. 0 takes any free one.', { ...own, minimum: 0, maximum: 65_535 }),
  setting('collector.upstream', ['string', 'null'], D.collector.upstream, 'Forward everything received to this OTLP/HTTP endpoint.', own),
  setting('collector.retentionDays', 'integer', D.collector.retentionDays, 'Days that spans are kept. Daily totals stay.', { ...own, minimum: 1, maximum: 3650 }),
  setting('collector.allowedHosts', 'array', D.collector.allowedHosts, 'Host names accepted besides loopback, e.g. host.docker.internal.', own),
  setting('collector.maxRequestMiB', 'integer', D.collector.maxRequestMiB, 'Largest request that is taken, in MiB once it is unpacked.', { ...own, minimum: 1, maximum: 1024 }),
  setting('collector.keepContent', 'boolean', D.collector.keepContent, 'Keep prompts and answers beside their calls, on this machine only, for as long as spans are kept. Otherwise they are dropped on arrival.', own),
  setting('collector.webhook', ['string', 'null'], D.collector.webhook, 'Where budgets with the action webhook are posted as JSON when they pass a level. A repository cannot set it.', own),
];
