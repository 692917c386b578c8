/** CrewAI's `agents.yaml` (role, goal, backstory → system) and `tasks.yaml` (description, expected_output → user). */
import { pythonFormat } from '../marks/simple.ts';
import { moveParts } from '../part.ts';
import type { Draft, TemplateFormat } from '../part.ts';
import { readYaml } from '../data.ts';
import type { DataNode } from '../data.ts';

const AGENT = ['role', 'backstory', 'goal'] as const;
const TASK = ['description', 'expected_output'] as const;

export const crewai: TemplateFormat = {
  id: 'crewai',
  read({ name, text }) {
    if (!/\.ya?ml$/.test(name) || !/^\s+(?:backstory|expected_output)\s*:/m.test(text)) return null;
    const root = readYaml(text);
    const drafts = (root?.entries ?? []).flatMap(({ value }) => definitionOf(value));
    return drafts.length === 0 ? null : drafts;
  },
};

function definitionOf(node: DataNode): Draft[] {
  if (node.get('backstory') !== undefined) return [draftOf(node, 'system', AGENT)];
  return node.get('expected_output') === undefined ? [] : [draftOf(node, 'user', TASK)];
}

const draftOf = (node: DataNode, role: Draft['role'], keys: readonly string[]): Draft => ({
  role,
  parts: keys.flatMap((key) => {
    const written = node.get(key)?.text;
    return written == null ? [] : moveParts(pythonFormat.read(written.text), written.toFile);
  }),
});
