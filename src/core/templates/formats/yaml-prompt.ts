/** YAML of a project's own making: texts under keys that say prompt, and lists of messages with roles. */
import type { BlockRole } from '../../call-site.ts';
import { readMarks } from '../marks/registry.ts';
import { moveParts } from '../part.ts';
import type { Draft, TemplateFormat } from '../part.ts';
import { addressesModel, inPromptFolder, isDocument, namedPrompt } from '../signals.ts';
import { readYaml } from '../yaml.ts';
import type { YamlNode, YamlText } from '../yaml.ts';
import { roleNamed } from './chat.ts';

/** A cheap look before parsing: most YAML is none of ours. */
const HINT = /^[\s-]*["']?(?:[\w-]*prompt[\w-]*|system|user|template|instructions?|messages|role|content)["']?\s*:/im;
const PROMPT_KEY = /^(?:[\w-]*prompt[\w-]*|system(?:_message)?|user(?:_message)?|human|assistant|template|instructions?)$/i;
const MINIMUM_LENGTH = 40;
const MAX_DEPTH = 6;

export const yamlPrompt: TemplateFormat = {
  id: 'yaml-prompt',
  read(source) {
    const { name, text } = source;
    if (!/\.ya?ml$/.test(name) || !HINT.test(text) || isDocument(source)) return null;
    const root = readYaml(text);
    if (root === null) return null;
    const drafts = draftsIn(root, 0);
    const placed = inPromptFolder(source) || namedPrompt(source);
    const speaks = drafts.some((draft) => addressesModel(draft.parts.map((part) => (part.kind === 'text' ? part.value : '')).join('')));
    return drafts.length > 0 && (placed || speaks) ? drafts : null;
  },
};

function draftsIn(node: YamlNode, depth: number): Draft[] {
  if (depth > MAX_DEPTH) return [];
  const role = roleNamed(node.get('role')?.text?.text ?? '');
  const content = node.get('content')?.text;
  if (role !== undefined && content != null) return [draftOf(content, role)];
  return [
    ...node.items.flatMap((item) => draftsIn(item, depth + 1)),
    ...node.entries.flatMap(({ key, value }) => {
      const isPrompt = value.text !== null && PROMPT_KEY.test(key) && isProse(value.text.text);
      return isPrompt && value.text !== null ? [draftOf(value.text, roleOfKey(key))] : draftsIn(value, depth + 1);
    }),
  ];
}

const isProse = (text: string): boolean => text.length >= MINIMUM_LENGTH && /\s/.test(text.trim());

function roleOfKey(key: string): BlockRole {
  if (/user|human/i.test(key)) return 'user';
  return /assistant/i.test(key) ? 'assistant' : 'system';
}

const draftOf = ({ text, toFile }: YamlText, role: BlockRole): Draft => ({ role, parts: moveParts(readMarks(text), toFile) });
