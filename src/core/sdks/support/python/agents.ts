/** Agents; in Python. */
import type { Support } from '../support.ts';

export const AGENTS: readonly Support[] = [
  {
    name: 'OpenAI Agents SDK', sdk: 'openai-agents', fixture: 'openai-agents',
    seen: {
      'openai/openai-agents-python examples/basic/stream_ws.py': ['call', 'model', 'system', 'tools', 'limits', 'reasoning'],
      'coleam00/ottomator-agents openai-sdk-agent/v4_handoffs.py': ['schema'],
    },
  },
  {
    name: 'PydanticAI', sdk: 'pydantic-ai', fixture: 'pydantic-ai',
    seen: {
      'pydantic/pydantic-ai examples/pydantic_ai_examples/bank_support.py': ['call', 'model', 'system', 'tools', 'schema', 'limits'],
      'vstorm-co/pydantic-ai-examples reasoning_effort/reasoning_demo.py': ['reasoning'],
    },
    unseen: ['cache'],
  },
  {
    name: 'CrewAI agents', sdk: 'crewai', fixture: 'crewai',
    seen: {
      'crewAIInc/crewAI-examples crews/trip_planner/trip_agents.py': ['call', 'model', 'system', 'tools', 'limits'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'CrewAI tasks', sdk: 'crewai.task', fixture: 'crewai',
    seen: {
      'crewAIInc/crewAI-examples crews/trip_planner/trip_tasks.py': ['call', 'model', 'system', 'messages', 'tools', 'limits'],
      'crewAIInc/crewAI-examples crews/job-posting/src/job_posting/crew.py': ['schema'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'CrewAI LLM', sdk: 'crewai.llm', fixture: 'crewai',
    seen: {
      'DigitalProductschool/AgenticAICoach community_submissions/Feature_Clarity_Coach/utils/llm_assistant.py': ['call', 'model', 'messages'],
    },
  },
  {
    name: 'Google ADK', sdk: 'google-adk', fixture: 'google-adk',
    seen: {
      'Shubhamsaboo/awesome-llm-apps generative_ui_agents/ai-financial-coach-agent/agent/main.py': ['call', 'model', 'system', 'tools', 'schema', 'limits'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Strands Agents', sdk: 'strands', fixture: 'strands',
    seen: {
      'strands-agents/samples 04-UX-demos/03-hvac-data-analytics-agent/code/lambda/STAgentMain/index.py': ['call', 'model', 'system', 'messages', 'tools', 'limits'],
      'strands-agents/samples 04-UX-demos/01-streamlit-template/docker_app/app.py': ['reasoning'],
      'xiehust/strands_demos strands_skills_demo/main.py': ['cache'],
      'Arindam200/awesome-ai-apps course/aws_strands/03_structured_output/main.py': ['schema'],
    },
  },
  {
    name: 'AutoGen 0.4', sdk: 'autogen', fixture: 'autogen',
    seen: {
      'microsoft/autogen python/samples/gitty/src/gitty/_gitty.py': ['call', 'model', 'system', 'tools', 'limits'],
    },
    unseen: ['schema', 'reasoning'],
  },
  {
    name: 'AutoGen 0.4 model clients', sdk: 'autogen.client', fixture: 'autogen',
    seen: {
      'microsoft/autogen python/samples/core_async_human_in_the_loop/main.py': ['call', 'system', 'messages'],
      'rchaganti/autogen-101 01-model-client-ollama.py': ['model'],
    },
    unseen: ['schema', 'limits'],
  },
  {
    name: 'AutoGen 0.2, AG2', sdk: 'autogen', fixture: 'autogen-0-2',
    seen: {
      'ag2ai/build-with-ag2 travel-planner/main.py': ['call', 'model', 'system', 'tools'],
      'ag2ai/build-with-ag2 arcade/gmail-agent/main.py': ['limits'],
    },
  },
  {
    name: 'smolagents', sdk: 'smolagents', fixture: 'smolagents',
    seen: {
      'huggingface/smolagents examples/open_deep_research/run.py': ['call', 'model', 'tools', 'limits', 'reasoning'],
      'BurnyCoder/deep-research-smolagents run_serapi.py': ['system'],
    },
  },
  {
    name: 'Semantic Kernel', sdk: 'semantic-kernel', fixture: 'semantic-kernel',
    seen: {
      'microsoft/semantic-kernel python/samples/concepts/reasoning/simple_reasoning_function_calling.py': ['call', 'system', 'messages', 'limits', 'reasoning'],
      'microsoft/semantic-kernel python/samples/concepts/mcp/servers/menu_agent_server.py': ['tools'],
      'microsoft/semantic-kernel python/samples/concepts/local_models/onnx_chat_completion.py': ['model'],
    },
    unseen: ['schema'],
  },
  {
    name: 'Semantic Kernel prompts', sdk: 'semantic-kernel.kernel', fixture: 'semantic-kernel',
    seen: {
      'microsoft/semantic-kernel python/samples/concepts/prompt_templates/configuring_prompts.py': ['call', 'model', 'messages'],
    },
  },
  {
    name: 'Agno', sdk: 'agno', fixture: 'agno',
    seen: {
      'agno-agi/agno cookbook/environments/_21_math/basic.py': ['call', 'model', 'system', 'schema', 'limits', 'reasoning'],
      'agno-agi/agno cookbook/91_tools/custom_tools.py': ['tools'],
      'agno-agi/agno cookbook/90_models/anthropic/prompt_caching.py': ['cache'],
    },
  },
  {
    name: 'Microsoft Agent Framework', sdk: 'agent-framework', fixture: 'agent-framework',
    seen: {
      'pauldotyu/agent-framework-with-ollama main.py': ['call', 'model', 'system'],
      'Arindam200/awesome-ai-apps starter_ai_agents/microsoft_agents_starter/agents/travel_agents.py': ['tools'],
    },
    unseen: ['schema', 'limits'],
  },
  {
    name: 'Microsoft Agent Framework clients', sdk: 'agent-framework.client', fixture: 'agent-framework',
    seen: {
      'fdshg693/agent_framework_study practice/chat/openai_chat.py': ['call', 'model', 'messages'],
    },
    unseen: ['limits'],
  },
  {
    name: 'Claude Agent SDK', sdk: 'claude-agent-sdk', fixture: 'claude-agent-sdk',
    seen: {
      'xiaolai/claude-agent-sdk-skill-autoupdated templates/python/query_with_tools.py': ['call', 'messages', 'limits'],
      'aws-samples/sample-strands-agent-with-agentcore agentcore/a2a-agents/code-agent/src/main.py': ['system'],
    },
    unseen: ['model'],
  },
  {
    name: 'Azure AI Foundry agents', sdk: 'azure-agents', fixture: 'azure-agents',
    seen: {
      'Azure-Samples/get-started-with-ai-agents src/gunicorn.conf.py': ['call', 'system'],
    },
    unseen: ['model', 'tools', 'schema'],
  },
  {
    name: 'Browser Use', sdk: 'browser-use', fixture: 'browser-use',
    seen: {
      'Arindam200/awesome-ai-apps simple_ai_agents/browser_agent/main.py': ['call', 'model', 'messages'],
      'browser-use/browser-use examples/sandbox/structured_output.py': ['schema', 'limits'],
      'browser-use/browser-use examples/models/deepseek-chat.py': ['system'],
    },
  },
];
