/** `costline vocabularies`: which of the vocabularies that do not ship with Costline are installed, and how to install one. */
import type { Command } from 'commander';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INSTALLABLE } from '../../core/tokens/installable.ts';
import { convertTokenizerJson, createVocabularies, vocabularyFolder } from '../../node/vocabularies.ts';
import type { CommandDeps } from '../deps.ts';
import { UsageError } from '../output/failure.ts';

const names = Object.keys(INSTALLABLE);

export function register(program: Command, { out }: Pick<CommandDeps, 'out'>): void {
  const command = program.command('vocabularies')
    .summary('Vocabularies of models beside OpenAI’s')
    .description('Lists the vocabularies that make counts exact where they are installed. Without one a count is an estimate and says so.')
    .action(async () => {
      const vocabularies = createVocabularies();
      for (const [name, models] of Object.entries(INSTALLABLE)) out(`${name.padEnd(14)}${((await vocabularies.load(name)) === null ? 'not installed' : 'installed').padEnd(15)}${models}\n`);
      out(`\nInstall one from the tokenizer.json its model is published with: costline vocabularies add NAME FILE\n`);
    });
  command.command('add')
    .description(`install a vocabulary: ${names.join(', ')}`)
    .argument('<name>').argument('<file>', 'a tokenizer.json, as models are published with')
    .action(async (name: string, file: string) => {
      if (!names.includes(name)) throw new UsageError(`there is no vocabulary "${name}"; there are ${names.join(', ')}`);
      const bytes = await convertTokenizerJson(file).catch(() => { throw new UsageError(`${file} cannot be read`); });
      if (bytes === null) throw new UsageError(`${file} holds no byte-pair vocabulary`);
      const to = join(vocabularyFolder(), `${name}.bin`);
      await mkdir(vocabularyFolder(), { recursive: true });
      await writeFile(to, bytes);
      out(`Installed: ${to}\n`);
    });
}
