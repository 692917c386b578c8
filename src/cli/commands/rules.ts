/** `costline rules`: what Costline looks for. */
import type { Command } from 'commander';
import { RULES } from '../../core/rules/registry.ts';
import type { Rule } from '../../core/rules/rule.ts';
import { readRulePage } from '../../node/rule-pages.ts';
import type { CommandDeps } from '../deps.ts';
import { UsageError } from '../output/failure.ts';

export function register(program: Command, { out }: CommandDeps): void {
  program.command('rules')
    .summary('List the rules, or explain one')
    .description('Lists the rules; with a rule\'s id, prints its page.')
    .argument('[id]', 'e.g. cache/volatile-prefix')
    .option('--json', 'for machines')
    .action(async (id: string | undefined, { json }: { readonly json?: true }) => {
      if (json === true) out(`${JSON.stringify(RULES.map(({ meta }) => meta), null, 2)}\n`);
      else out(id === undefined ? list(RULES) : await page(id));
    });
}

function list(rules: readonly Rule[]): string {
  const width = Math.max(0, ...rules.map(({ meta }) => meta.id.length));
  return rules.map(({ meta }) => `${meta.id.padEnd(width)}  ${meta.level.padEnd(11)}  ${meta.title}${meta.fixable ? ' (fixable)' : ''}${optionsOf(meta)}\n`).join('');
}

/** As they are set in `costline.json`: `"rules": { "budget/context-rot": { "level": "hint", "share": 0.5 } }`. */
const optionsOf = ({ options }: Rule['meta']): string => Object.entries(options).map(([name, option]) => ` [${name}=${String(option.default)}]`).join('');

async function page(id: string): Promise<string> {
  const rule = RULES.find(({ meta }) => meta.id === id);
  if (rule === undefined) throw new UsageError(`there is no rule "${id}". "costline rules" lists them.`);
  const text = await readRulePage(id);
  return text ?? `${rule.meta.id}: ${rule.meta.title}\n`;
}
