/** What the client tells the server about settings and trust. */
import type { ClientSettings } from './protocol.ts';

/** An editor without the notion of trust opens only what its user chose to open. */
const OF_PLAIN_CLIENTS: ClientSettings = { settings: {}, trusted: true };

/** Reads `initializationOptions` or the body of `workspace/didChangeConfiguration`; what is missing keeps its value. */
export function readClientSettings(raw: unknown, before: ClientSettings = OF_PLAIN_CLIENTS): ClientSettings {
  if (!isRecord(raw)) return before;
  // Plain clients send their settings under the section's name, or bare.
  const body = isRecord(raw['costline']) ? { settings: raw['costline'] } : raw;
  const { settings, folderSettings, trusted } = body as Readonly<Record<string, unknown>>;
  const folders = isRecord(folderSettings)
    ? Object.fromEntries(Object.entries(folderSettings).filter((entry): entry is [string, Readonly<Record<string, unknown>>] => isRecord(entry[1])))
    : before.folderSettings;
  return {
    settings: isRecord(settings) ? settings : before.settings,
    ...(folders === undefined ? {} : { folderSettings: folders }),
    trusted: typeof trusted === 'boolean' ? trusted : before.trusted,
  };
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
