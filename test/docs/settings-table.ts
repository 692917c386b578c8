/** The README's table of settings, made from the list that the code reads. */
import { SETTINGS } from '../../src/core/config/settings.ts';

export function settingsTable(): string {
  const rows = SETTINGS.map(({ name, default: value, description }) => `| \`${name}\` | ${shown(value)} | ${description.replaceAll('|', '\\|')} |`);
  return ['| setting | default | meaning |', '|---|---|---|', ...rows].join('\n');
}

/** Long lists would hide the rest of the table. */
function shown(value: unknown): string {
  if (Array.isArray(value) && value.length > 3) return `${value.length} globs`;
  return `\`${JSON.stringify(value)}\``;
}
