/** Templates put into templates: the text of all of them is what is sent, each where it is written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TemplateFile } from '../../../src/core/call-site.ts';
import { readTemplate } from '../../../src/core/templates/template.ts';
import { cpuTime } from '../../support/cpu-time.ts';

type Texts = Readonly<Record<string, string>>;

const read = (texts: Texts): TemplateFile => {
  const [main = ''] = Object.keys(texts);
  const template = readTemplate({ file: main, language: 'plaintext', text: texts[main] ?? '', hash: '' }, { load: (name) => {
    const file = Object.keys(texts).find((each) => each.endsWith(`/${name}`) || each.replace(/\.\w+$/, '').endsWith(`/${name}`) || each.replace(/\.\w+$/, '').endsWith(`/_${name}`));
    return file === undefined ? null : { file, text: texts[file] ?? '' };
  } });
  assert.ok(template);
  return template;
};

/** What is sent, line ends apart, with `[file]` before text of another file, `{…}` for holes and `‹condition: …›` around branches. */
const sent = (texts: Texts): string => read(texts).blocks.map((block) => {
  const text = block.segments.map((segment) => {
    const file = segment.location.file === Object.keys(texts)[0] ? '' : `[${segment.location.file.split('/').at(-1)}:${segment.location.range.start.line + 1}]`;
    return file + (segment.kind === 'hole' ? `{${segment.expression}}` : segment.text.replaceAll('\n', '⏎'));
  }).join('');
  return block.condition === undefined ? text : `‹${block.condition}: ${text}›`;
}).join('');

test('an include is read where it stands, under the condition it stands under', () => {
  const texts = { '/p/prompts/main.j2': 'You help.\n{% if tools %}{% include "tools.j2" %}{% endif %} Bye.', '/p/prompts/tools.j2': 'Use {{ tool }} well.\n' };
  assert.equal(sent(texts), 'You help.⏎‹tools: [tools.j2:1]Use [tools.j2:1]{tool}[tools.j2:1] well.› Bye.');
  assert.deepEqual(read(texts).variables, ['tools', 'tool']);
  assert.equal(read(texts).includes, undefined);
});

test('an include that is nowhere stays a hole that names it', () => {
  const template = read({ '/p/prompts/main.j2': 'You help. {% include "gone.j2" %}' });
  assert.deepEqual(template.includes, ['gone.j2']);
});

test('a template that extends another sends that one, with its own blocks', () => {
  assert.equal(sent({
    '/p/prompts/child.j2': '{% extends "base.j2" %}not sent{% block task %}{{ super() }} Also {{ more }}.{% endblock %}',
    '/p/prompts/base.j2': 'You plan. {% block task %}Be brief.{% endblock %} {% block end %}Bye.{% endblock %}',
  }), '[base.j2:1]You plan. [base.j2:1]Be brief. Also {more}.[base.j2:1] [base.j2:1]Bye.');
});

test('a macro is sent where it is called, with what it is given', () => {
  const macros = '{% macro rule(text, why) %}Rule: {{ text }} because {{ why }}.{% endmacro %}';
  assert.equal(sent({ '/p/prompts/a.j2': `${macros}{{ rule("be kind", reason) }}` }), 'Rule: be kind because {why}.');
  assert.deepEqual(read({ '/p/prompts/a.j2': `${macros}{{ rule("be kind", reason) }}` }).variables, ['reason']);
  for (const use of ['{% from "m.j2" import rule %}{{ rule("a", b) }}', '{% from "m.j2" import rule as r %}{{ r("a", b) }}', '{% import "m.j2" as m %}{{ m.rule("a", b) }}']) {
    assert.equal(sent({ '/p/prompts/a.j2': use, '/p/prompts/m.j2': `${macros} not sent` }), '[m.j2:1]Rule: a[m.j2:1] because [m.j2:1]{why}[m.j2:1].', use);
  }
});

test('a partial is read where it stands, with the names it is given', () => {
  const texts = { '/p/prompts/main.hbs': 'You greet.\n{{#if formal}}{{> style tone=mood}}{{/if}}', '/p/prompts/style.hbs': 'Be {{tone}}.' };
  assert.equal(sent(texts), 'You greet.⏎‹formal: [style.hbs:1]Be [style.hbs:1]{tone}[style.hbs:1].›');
  assert.deepEqual(read(texts).variables, ['formal', 'mood']);
  assert.equal(sent({ '/p/prompts/main.prompt': 'Hello {{> closing}}', '/p/prompts/_closing.prompt': 'Bye.' }), 'Hello [_closing.prompt:1]Bye.');
});

test('POML includes elements and documents', () => {
  assert.equal(sent({
    '/p/prompts/a.poml': '<poml><role>You teach.</role><include src="b.poml" /><document src="notes.txt" /><img src="x.png" /></poml>',
    '/p/prompts/b.poml': '<task if="{{ long }}">Explain.</task>', '/p/prompts/notes.txt': 'Water boils.',
  }), 'You teach.‹long: [b.poml:1]Explain.›[notes.txt:1]Water boils.{<img src="x.png" />}');
});

test('promptfoo reads the files its prompts stand in', () => {
  assert.equal(sent({
    '/p/promptfooconfig.yaml': 'prompts:\n  - file://prompts/long.txt\n  - file://prompts/make.py\nproviders: [openai:gpt-4o]\n',
    '/p/prompts/long.txt': 'Say {{ x }}.', '/p/prompts/make.py': 'def f(): pass',
  }), '[long.txt:1]Say [long.txt:1]{x}[long.txt:1].{file://prompts/make.py}');
});

test('templates that put in themselves, or each other without end, are read in a moment', () => {
  const started = cpuTime();
  for (const [ending, put] of [['j2', '{% include "X.j2" %}'], ['hbs', '{{> X}}'], ['poml', '<include src="X.poml" />']] as const) {
    const all = (name: string): string => `You ${put.replace('X', name).repeat(9)}`;
    read({ [`/p/prompts/a.${ending}`]: all('a') });
    read({ [`/p/prompts/a.${ending}`]: all('b'), [`/p/prompts/b.${ending}`]: all('c'), [`/p/prompts/c.${ending}`]: all('b') });
  }
  assert.ok(cpuTime() - started < 2_000);
});
