/** promptfoo's configuration: the texts under `prompts`, each its own request. */
import { jinja } from '../marks/jinja.ts';
import { moveParts } from '../part.ts';
import { marksOf } from '../marks/registry.ts';
import type { Draft, Surroundings, TemplateFormat } from '../part.ts';
import { readYaml } from '../data.ts';
import type { DataNode, DataText } from '../data.ts';

export const promptfoo: TemplateFormat = {
  id: 'promptfoo',
  read(source) {
    const { name, text } = source;
    if (!/\.ya?ml$/.test(name)) return null;
    const named = name.startsWith('promptfooconfig');
    if (!named && !(/^prompts:/m.test(text) && /^(?:providers|targets):/m.test(text))) return null;
    const root = readYaml(text);
    const prompts = root?.get('prompts');
    if (prompts === undefined) return named ? [] : null;
    return (prompts.text === null ? prompts.items : [prompts]).flatMap((node) => promptOf(node, source));
  },
};

function promptOf(node: DataNode, around: Surroundings): Draft[] {
  const written = node.text ?? node.get('raw')?.text ?? node.get('prompt')?.text ?? node.get('id')?.text;
  return written == null ? [] : [{ role: 'user', parts: isReference(written) ? referred(written, around) : moveParts(jinja.read(written.text), written.toFile) }];
}

/** `file://prompt.txt`, `prompts.py:function`, `prompts/*.txt` */
const isReference = ({ text }: DataText): boolean => /^(?:file|exec|langfuse|portkey|helicone):\/\//.test(text) || /^\S+\.\w{1,5}(?::\w+)?$/.test(text.trim());

const PROMPT_TEXT = /\.(?:txt|md|markdown|j2|jinja2?|njk)$/i;

/** The file's own text, where it is one; code that makes prompts and files of messages stay holes. */
function referred(written: DataText, around: Surroundings): Draft['parts'] {
  const found = around.load(written.text.replace(/^file:\/\//, ''), around.file);
  if (!found || !PROMPT_TEXT.test(found.file)) return [reference(written)];
  return marksOf(found.text).read(found.text, { ...around, file: found.file }).map((part) => ({ ...part, file: part.file ?? found.file }));
}

const reference = ({ text, toFile }: DataText): Draft['parts'][number] => ({
  kind: 'hole', expression: text, variables: [], include: text.replace(/^file:\/\//, ''), span: { start: toFile(0), end: toFile(text.length) },
});
