/** OpenAI’s own SDK, at OpenAI, at Azure and at whoever speaks the same; in Python. */
import type { Support } from '../support.ts';

export const OPENAI: readonly Support[] = [
  {
    name: 'OpenAI chat completions', sdk: 'openai.chat', fixture: 'openai-chat',
    seen: {
      'Shubhamsaboo/awesome-llm-apps advanced_ai_agents/multi_agent_apps/ai_news_and_podcast_agents/beifong/processors/ai_analysis_processor.py': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
      'openai/openai-python examples/parsing_tools.py': ['tools'],
      'emissare/03-mini-hack chat.py': ['reasoning'],
    },
  },
  {
    name: 'OpenAI responses', sdk: 'openai.responses', fixture: 'openai-responses',
    seen: {
      'openai/openai-python examples/responses/streaming.py': ['call', 'model', 'messages', 'schema'],
      'openai/openai-python examples/responses/streaming_tools.py': ['tools'],
      'fw-ai/cookbook eval/healthbench_professional/src/healthbench_professional/judge.py': ['reasoning'],
      'VRSEN/agency-swarm src/agency_swarm/integrations/fastapi_utils/endpoint_handlers.py': ['system'],
    },
    unseen: ['limits'],
  },
  {
    name: 'OpenAI completions', sdk: 'openai.completions', fixture: 'openai-completions',
    seen: {
      'openai/openai-python examples/streaming.py': ['call', 'model', 'messages', 'limits'],
    },
  },
  {
    name: 'OpenAI before 1.0', sdk: 'openai.chat', fixture: 'openai-before-1',
    seen: {
      'coleam00/ottomator-agents youtube-summary-agent/main.py': ['call', 'model', 'system', 'messages'],
    },
    unseen: ['tools', 'limits'],
  },
  {
    name: 'Azure OpenAI', sdk: 'openai.chat', fixture: 'openai-azure',
    seen: {
      'mistralai/cookbook third_party/microsoft/mistral-azure-ocr-invoice/app.py': ['call', 'model', 'messages', 'limits'],
      'getzep/graphiti graphiti_core/llm_client/azure_openai_client.py': ['schema'],
      'abdulzedan/crewai-demo backend/app/tools/direct_answer_tool.py': ['system'],
    },
    unseen: ['tools', 'reasoning'],
  },
  {
    name: 'Azure OpenAI responses', sdk: 'openai.responses', fixture: 'openai-azure',
    seen: {
      'browser-use/browser-use browser_use/llm/azure/chat.py': ['call', 'messages'],
    },
    unseen: ['model'],
  },
  {
    name: 'Azure AI Inference', sdk: 'azure-ai', fixture: 'azure-ai-inference',
    seen: {
      'gloveboxes/Azure-AI-Bites-with-GenAI generator/main.py': ['call', 'system', 'messages'],
    },
    unseen: ['model', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'OpenRouter, DeepSeek, vLLM, LM Studio and others by `base_url`', sdk: 'openai.chat', fixture: 'openai-compatible',
    seen: {
      'google-gemini/cookbook quickstarts/Get_started_OpenAI_Compatibility.ipynb': ['call', 'model', 'system', 'messages', 'tools', 'schema', 'reasoning'],
      'browser-use/browser-use browser_use/llm/cerebras/chat.py': ['limits'],
    },
    unseen: ['cache'],
  },
  {
    name: 'OpenAI assistants', sdk: 'openai.assistants', fixture: 'openai-assistants',
    seen: {
      'eternalAbyss/AI-refresher openai_implementation/assistants.py': ['call', 'model', 'system'],
    },
    unseen: ['tools'],
  },
  {
    name: 'OpenAI runs of assistants', sdk: 'openai.runs', fixture: 'openai-assistants',
    seen: {
      'eternalAbyss/AI-refresher openai_implementation/assistants.py': ['call', 'system'],
    },
    unseen: ['model', 'limits'],
  },
];
