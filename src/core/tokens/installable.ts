/** Vocabularies that do not ship with Costline, by the name they are installed under, and whose they are. */
export const INSTALLABLE = { gemma3: 'Gemini, Gemma', llama3: 'Llama 3', mistral_nemo: 'Mistral', deepseek_v3: 'DeepSeek', qwen3: 'Qwen' } as const;

export type Installable = keyof typeof INSTALLABLE;

export const isInstallable = (name: string): name is Installable => Object.hasOwn(INSTALLABLE, name);
