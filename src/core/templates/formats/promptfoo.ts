/** promptfoo's configuration: the texts under `prompts`, each its own request. */
import { jinja } from '../marks/jinja.ts';
import { moveParts } from '../part.ts';
import type { Draft, TemplateFormat } from '../part.ts';
import { readYaml } from '../yaml.ts';
import type { YamlNode, YamlText } from '../yaml.ts';

export const promptfoo: TemplateFormat = {
  id: 'promptfoo',
  read({ name, text }) {
    if (!/\.ya?ml$/.test(name)) return null;
    const named = name.startsWith('promptfooconfig');
    if (!named && !(/^prompts:/m.test(text) && /^(?:providers|targets):/m.test(text))) return null;
    const root = readYaml(text);
    const prompts = root?.get('prompts');
    if (prompts === undefined) return named ? [] : null;
    return (prompts.text === null ? prompts.items : [prompts]).flatMap(promptOf);
  },
};

function promptOf(node: YamlNode): Draft[] {
  const written = node.text ?? node.get('raw')?.text ?? node.get('prompt')?.text ?? node.get('id')?.text;
  return written == null ? [] : [{ role: 'user', parts: isReference(written) ? [reference(written)] : moveParts(jinja.read(written.text), written.toFile) }];
}

/** `file://prompt.txt`, `prompts.py:function`, `prompts/*.txt` */
const isReference = ({ text }: YamlText): boolean => /^(?:file|exec|langfuse|portkey|helicone):\/\//.test(text) || /^\S+\.\w{1,5}(?::\w+)?$/.test(text.trim());

const reference = ({ text, toFile }: YamlText): Draft['parts'][number] => ({
  kind: 'hole', expression: text, variables: [], include: text.replace(/^file:\/\//, ''), span: { start: toFile(0), end: toFile(text.length) },
});
