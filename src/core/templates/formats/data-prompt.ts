/** YAML and JSON of a project's own making: texts under keys that say prompt, and lists of messages with roles. */
import type { BlockRole } from '../../call-site.ts';
import { readMarks } from '../marks/registry.ts';
import { moveParts } from '../part.ts';
import type { Draft, TemplateFormat } from '../part.ts';
import { addressesModel, inPromptFolder, isDocument, namedPrompt, plainlyAddressesModel } from '../signals.ts';
import { readJson, readYaml } from '../data.ts';
import type { DataNode, DataText } from '../data.ts';
import { roleNamed } from './chat.ts';

/** A cheap look before parsing: most YAML is none of ours. */
const HINT = /^[\s-]*["']?(?:input_variables|[\w-]*prompt[\w-]*|system|user|[\w-]*template|instructions?|messages|role|content)["']?\s*:/im;
const PROMPT_KEY = /^(?:[\w-]*prompt[\w-]*|system(?:_message)?|user(?:_message)?|human|assistant|(?:(?:system|user|human|instance|task|query|instruction)[_-])?template|instructions?)$/i;
/** A list of them: `prompts: [{ task, content }]`. */
const PROMPT_LIST = /^[\w-]*prompts$/i;
const MINIMUM_LENGTH = 40;
const MAX_DEPTH = 6;

const dataFile = (id: string, ending: RegExp, parse: (text: string) => DataNode | null): TemplateFormat => ({
  id,
  read(source) {
    const { name, text } = source;
    if (!ending.test(name) || isDocument(source)) return null;
    const placed = inPromptFolder(source) || namedPrompt(source);
    if (!HINT.test(text) && !placed) return null;
    const root = parse(text);
    if (root === null) return null;
    const saved = savedTemplate(root);
    if (saved) return [draftOf(saved, 'user')];
    const drafts = draftsIn(root, placed, 0);
    const speaks = drafts.some((draft) => addressesModel(draft.parts.map((part) => (part.kind === 'text' ? part.value : '')).join('')));
    return drafts.length > 0 && (placed || speaks) ? drafts : null;
  },
});

export const yamlPrompt = dataFile('yaml-prompt', /\.ya?ml$/, readYaml);
export const jsonPrompt = dataFile('json-prompt', /\.jsonc?$/, readJson);

/** LangChain's prompts as they are saved: `template` beside the `input_variables` it takes. */
const savedTemplate = (root: DataNode): DataText | null => (root.get('input_variables') ? root.get('template')?.text ?? null : null);

/** `placed`: the file's own place says prompt, so that a text that speaks to a model is one under any key. */
function draftsIn(node: DataNode, placed: boolean, depth: number): Draft[] {
  if (depth > MAX_DEPTH) return [];
  const role = roleNamed((node.get('role') ?? node.get('type'))?.text?.text ?? '');
  const content = node.get('content');
  if (role !== undefined && content?.text) return [draftOf(content.text, role)];
  if (role !== undefined && content) return content.items.flatMap((part) => {
    const text = part.get('text')?.text;
    return text ? [draftOf(text, role)] : [];
  });
  return [
    ...node.items.flatMap((item) => draftsIn(item, placed, depth + 1)),
    ...node.entries.flatMap(({ key, value }) => {
      if (PROMPT_LIST.test(key) && value.items.length > 0) return value.items.flatMap((item) => listed(item, placed, depth + 1));
      const isPrompt = value.text !== null && isProse(value.text.text) && (PROMPT_KEY.test(key) || (placed && plainlyAddressesModel(value.text.text)));
      return isPrompt && value.text !== null ? [draftOf(value.text, roleOfKey(key))] : draftsIn(value, placed, depth + 1);
    }),
  ];
}

/** One of a list of prompts says its text plainly. */
function listed(item: DataNode, placed: boolean, depth: number): Draft[] {
  const text = item.text ?? (item.get('role') ? null : item.get('content')?.text ?? null);
  return text !== null && isProse(text.text) ? [draftOf(text, 'system')] : draftsIn(item, placed, depth);
}

const isProse = (text: string): boolean => text.length >= MINIMUM_LENGTH && /\s/.test(text.trim());

function roleOfKey(key: string): BlockRole {
  if (/user|human/i.test(key)) return 'user';
  return /assistant/i.test(key) ? 'assistant' : 'system';
}

const draftOf = ({ text, toFile }: DataText, role: BlockRole): Draft => ({ role, parts: moveParts(readMarks(text), toFile) });
