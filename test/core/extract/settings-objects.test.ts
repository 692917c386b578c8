import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extract } from './workspace.ts';

const APP = {
  'app.py': `
from openai import OpenAI
from pydantic import BaseModel, Field

class Settings(BaseModel):
    model: str = Field(default="gpt-4o", description="which model")

def handed_in(settings: Settings, client: OpenAI):
    return client.chat.completions.create(model=settings.model, messages=[{"role": "user", "content": "hi"}])

def made_here(client: OpenAI):
    return client.chat.completions.create(model=Settings().model, messages=[{"role": "user", "content": "hi"}])
`,
};

test('a settings object somebody hands in decides the model, and is named as what decides; one made here has its default', async () => {
  const { calls } = await extract(APP);
  assert.deepEqual(calls.map(({ model }) => [model.id, model.from, model.why]), [
    [null, 'unknown', 'settings is not known in source'],
    ['gpt-4o', 'default', undefined],
  ]);
});
