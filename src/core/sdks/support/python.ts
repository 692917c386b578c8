import type { Support } from './support.ts';

export const PYTHON: readonly Support[] = [
  {
    name: 'OpenAI chat completions', sdk: 'openai.chat', fixture: 'openai-chat',
    seen: {
      'Shubhamsaboo/awesome-llm-apps advanced_ai_agents/multi_agent_apps/ai_news_and_podcast_agents/beifong/processors/ai_analysis_processor.py': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
    },
    unseen: ['tools', 'reasoning'],
  },
  {
    name: 'OpenAI responses', sdk: 'openai.responses', fixture: 'openai-responses',
    seen: {
      'fw-ai/cookbook eval/healthbench_professional/src/healthbench_professional/judge.py': ['call', 'model', 'messages', 'reasoning'],
      'microsoft/autogen python/packages/autogen-ext/src/autogen_ext/agents/openai/_openai_agent.py': ['system'],
    },
    unseen: ['tools', 'schema', 'limits'],
  },
  {
    name: 'OpenAI completions', sdk: 'openai.completions', fixture: 'openai-completions',
    seen: {
      'fw-ai/cookbook eval/multi_lora_hotreload_eval.py/hotreload_eval.py': ['call', 'messages', 'limits'],
    },
    unseen: ['model'],
  },
  {
    name: 'OpenAI before 1.0', sdk: 'openai.chat', fixture: 'openai-before-1',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'limits'],
  },
  {
    name: 'Azure OpenAI', sdk: 'openai.chat', fixture: 'openai-azure',
    seen: {
      'mistralai/cookbook third_party/microsoft/mistral-azure-ocr-invoice/app.py': ['call', 'model', 'messages', 'limits'],
      'getzep/graphiti graphiti_core/llm_client/azure_openai_client.py': ['schema'],
    },
    unseen: ['system', 'tools', 'reasoning'],
  },
  {
    name: 'Azure OpenAI responses', sdk: 'openai.responses', fixture: 'openai-azure',
    seen: {
      'getzep/graphiti graphiti_core/llm_client/azure_openai_client.py': ['call', 'messages'],
    },
    unseen: ['model'],
  },
  {
    name: 'Azure AI Inference', sdk: 'azure-ai', fixture: 'openai-azure',
    seen: {
      'microsoft/autogen python/packages/autogen-ext/src/autogen_ext/models/azure/_azure_ai_client.py': ['call', 'messages'],
    },
    unseen: ['model', 'system', 'tools', 'limits', 'reasoning'],
  },
  {
    name: 'OpenRouter, DeepSeek, vLLM, LM Studio and others by `base_url`', sdk: 'openai.chat', fixture: 'openai-compatible',
    seen: {
      'google-gemini/cookbook quickstarts/Get_started_OpenAI_Compatibility.ipynb': ['call', 'model', 'system', 'messages', 'tools', 'schema', 'reasoning'],
      'fw-ai/cookbook eval/multi_lora_hotreload_eval.py/hotreload_eval.py': ['limits'],
    },
    unseen: ['cache'],
  },
  {
    name: 'Anthropic messages, also on Bedrock and Vertex', sdk: 'anthropic.messages', fixture: 'anthropic',
    seen: {
      'anthropics/courses tool_use/05_tool_choice.ipynb': ['call', 'model', 'system', 'messages', 'tools', 'limits'],
      'khoj-ai/khoj src/khoj/processor/conversation/anthropic/utils.py': ['cache'],
    },
    unseen: ['schema', 'reasoning'],
  },
  {
    name: 'Anthropic batches', sdk: 'anthropic.batches', fixture: 'anthropic',
    seen: {},
    unseen: ['call', 'model', 'messages', 'limits'],
  },
  {
    name: 'Anthropic completions', sdk: 'anthropic.completions', fixture: 'anthropic',
    seen: {},
    unseen: ['call', 'model', 'messages', 'limits'],
  },
  {
    name: 'Bedrock converse', sdk: 'bedrock.converse', fixture: 'bedrock',
    seen: {
      'aws-samples/amazon-bedrock-samples introduction-to-bedrock/prompt-caching/converse_api/scripts/demo_system_prompt_caching.py': ['call', 'model', 'system', 'messages', 'limits', 'cache'],
      'aws-samples/amazon-bedrock-samples introduction-to-bedrock/prompt-caching/converse_api/scripts/demo_tool_definition_caching.py': ['tools'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Bedrock invoke_model', sdk: 'bedrock.invoke_model', fixture: 'bedrock',
    seen: {
      'aws-samples/amazon-bedrock-samples introduction-to-bedrock/prompt-caching/invoke_model_api/anthropic/scripts/demo_system_prompt_caching.py': ['call', 'model', 'system', 'messages', 'limits'],
      'aws-samples/amazon-bedrock-samples introduction-to-bedrock/prompt-caching/invoke_model_api/anthropic/scripts/demo_tool_definition_caching.py': ['tools'],
    },
  },
  {
    name: 'Google GenAI', sdk: 'google-genai', fixture: 'google-genai',
    seen: {
      'getzep/graphiti graphiti_core/llm_client/gemini_client.py': ['call', 'model', 'system', 'messages', 'limits'],
      'khoj-ai/khoj src/khoj/processor/conversation/google/utils.py': ['reasoning'],
      'google-gemini/cookbook quickstarts/Caching.ipynb': ['cache'],
      'google-gemini/cookbook examples/Browser_as_a_tool.ipynb': ['tools'],
      'google-gemini/cookbook examples/Market_a_Jet_Backpack.ipynb': ['schema'],
    },
  },
  {
    name: 'google-generativeai, Vertex AI', sdk: 'google-generativeai', fixture: 'google-generativeai',
    seen: {
      'google-gemini/cookbook examples/prompting/Providing_base_cases.ipynb': ['call', 'model', 'system', 'messages'],
      'NirDiamant/GenAI_Agents all_agents_tutorials/generate_podcast_agent_langgraph.ipynb': ['limits'],
    },
    unseen: ['tools', 'schema'],
  },
  {
    name: 'LiteLLM', sdk: 'litellm', fixture: 'litellm',
    seen: {
      'Shubhamsaboo/awesome-llm-apps advanced_llm_apps/llm_apps_with_memory_tutorials/multi_llm_memory/multi_llm_memory.py': ['call', 'model', 'system', 'messages'],
      'aws-samples/amazon-bedrock-samples custom-models/import_models/llama-3/benchmark-deepseek-r1-distill-llama-llmperf.ipynb': ['limits'],
    },
    unseen: ['tools', 'schema', 'cache', 'reasoning'],
  },
  {
    name: 'LangChain', sdk: 'langchain', fixture: 'langchain',
    seen: {
      'langchain-ai/open_deep_research src/legacy/graph.py': ['call', 'model', 'system', 'messages', 'schema', 'limits', 'reasoning'],
      'langchain-ai/open_deep_research src/legacy/multi_agent.py': ['tools'],
    },
    unseen: ['cache'],
  },
  {
    name: 'LangGraph and LangChain agents', sdk: 'langchain', fixture: 'langgraph',
    seen: {
      'fw-ai/cookbook archived/integrations/MongoDB/project_rag_with_mongodb/mongodb_agent.ipynb': ['call', 'model', 'system', 'messages', 'tools', 'limits'],
    },
    unseen: ['schema'],
  },
  {
    name: 'LlamaIndex', sdk: 'llama-index', fixture: 'llama-index',
    seen: {
      'groq/groq-api-cookbook tutorials/08-integrations/llamachat-conversational-chatbot-with-llamaIndex/main.py': ['call', 'model', 'system', 'messages'],
    },
    unseen: ['tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'LlamaIndex engines', sdk: 'llama-index.engine', fixture: 'llama-index',
    seen: {
      'mistralai/cookbook third_party/LlamaIndex/propertygraphs/property_graph.ipynb': ['call', 'model', 'messages'],
      'google-gemini/cookbook examples/llamaindex/Gemini_LlamaIndex_QA_Chroma_WebPageReader.ipynb': ['system'],
    },
  },
  {
    name: 'LlamaIndex agents', sdk: 'llama-index.agent', fixture: 'llama-index',
    seen: {
      'mistralai/cookbook third_party/LlamaIndex/Agents_Tools.ipynb': ['call', 'model', 'tools', 'limits'],
    },
    unseen: ['system'],
  },
  {
    name: 'OpenAI Agents SDK', sdk: 'openai-agents', fixture: 'openai-agents',
    seen: {
      'Shubhamsaboo/awesome-llm-apps starter_ai_agents/openai_research_agent/research_agent.py': ['call', 'model', 'system', 'tools', 'schema', 'limits'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'PydanticAI', sdk: 'pydantic-ai', fixture: 'pydantic-ai',
    seen: {
      'mistralai/cookbook third_party/PydanticAI/pydantic_bank_support_agent.ipynb': ['call', 'model', 'system', 'tools', 'schema', 'limits'],
    },
    unseen: ['cache', 'reasoning'],
  },
  {
    name: 'PydanticAI direct', sdk: 'pydantic-ai.direct', fixture: 'pydantic-ai',
    seen: {},
    unseen: ['call', 'model', 'messages'],
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
    seen: {},
    unseen: ['call', 'model', 'messages'],
  },
  {
    name: 'DSPy signatures', sdk: 'dspy', fixture: 'dspy',
    seen: {
      'agno-agi/agno cookbook/frameworks/dspy/dspy_tools.py': ['call', 'model', 'messages', 'tools', 'limits'],
      'Shubhamsaboo/awesome-llm-apps rag_tutorials/agentic_rag_math_agent/rag/guardrails.py': ['system'],
    },
  },
  {
    name: 'DSPy LM', sdk: 'dspy.lm', fixture: 'dspy',
    seen: {
      'togethercomputer/together-cookbook Agents/DSPy/DSPy_Agents.ipynb': ['call', 'model', 'messages'],
    },
    unseen: ['limits'],
  },
  {
    name: 'Instructor', sdk: 'instructor', fixture: 'instructor',
    seen: {
      'groq/groq-api-cookbook tutorials/05-structured-output/structured-output-instructor/structured_output_instructor.ipynb': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Mistral', sdk: 'mistral', fixture: 'mistral',
    seen: {
      'mistralai/cookbook mistral/agents/non_framework/industrial_knowledge_agent/IndustrialKnowledgeAgent.ipynb': ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits'],
    },
  },
  {
    name: 'Mistral agents', sdk: 'mistral.agent', fixture: 'mistral',
    seen: {
      'mistralai/cookbook mistral/agents/agents_api/travel_assistant/agent.py': ['call', 'model', 'system', 'tools'],
    },
  },
  {
    name: 'Mistral conversations', sdk: 'mistral.conversations', fixture: 'mistral',
    seen: {
      'mistralai/cookbook mistral/connectors/02-build-a-quickstart-generator.ipynb': ['call', 'model', 'messages'],
    },
    unseen: ['system', 'tools', 'limits'],
  },
  {
    name: 'Cohere', sdk: 'cohere', fixture: 'cohere',
    seen: {
      'cohere-ai/notebooks notebooks/llmu/examples/deploy_streamlit/app.py': ['call', 'model', 'messages'],
    },
    unseen: ['system', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Groq', sdk: 'groq', fixture: 'groq',
    seen: {
      'groq/groq-api-cookbook tutorials/02-tool-use/verified-sql-function-calling/main.py': ['call', 'model', 'system', 'messages', 'tools', 'limits'],
      'getzep/graphiti graphiti_core/llm_client/groq_client.py': ['schema'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Ollama', sdk: 'ollama', fixture: 'ollama',
    seen: {
      'Shubhamsaboo/awesome-llm-apps advanced_llm_apps/cursor_ai_experiments/chatgpt_clone_llama3.py': ['call', 'model', 'messages'],
    },
    unseen: ['system', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Together', sdk: 'together', fixture: 'together',
    seen: {
      'togethercomputer/together-cookbook Getting_started_with_Llama4.ipynb': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
      'togethercomputer/together-cookbook Agents/Arcade.dev/Agents_Arcade.ipynb': ['tools'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Fireworks', sdk: 'fireworks', fixture: 'fireworks',
    seen: {
      'fw-ai/cookbook archived/learn/structured_response/[external]_ComputerSpec_Generation_with_Reasoning_Mode_DeepSeek_(v3_&_R1).ipynb': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
      'fw-ai/cookbook archived/integrations/Arcade.dev/Agents_Arcade.ipynb': ['tools'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Cerebras', sdk: 'cerebras', fixture: 'cerebras',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'reasoning'],
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
    },
    unseen: ['schema', 'cache'],
  },
  {
    name: 'AutoGen 0.4', sdk: 'autogen', fixture: 'autogen',
    seen: {
      'agno-agi/agno cookbook/09_evals/performance/comparison/autogen_instantiation.py': ['call', 'model', 'tools', 'limits'],
    },
    unseen: ['system', 'schema', 'reasoning'],
  },
  {
    name: 'AutoGen 0.4 model clients', sdk: 'autogen.client', fixture: 'autogen',
    seen: {},
    unseen: ['call', 'model', 'system', 'messages', 'schema', 'limits'],
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
      'agno-agi/agno cookbook/09_evals/performance/comparison/smolagents_instantiation.py': ['call', 'model', 'tools', 'limits'],
    },
    unseen: ['system', 'reasoning'],
  },
  {
    name: 'Semantic Kernel', sdk: 'semantic-kernel', fixture: 'semantic-kernel',
    seen: {
      'microsoft/autogen python/packages/autogen-ext/src/autogen_ext/models/semantic_kernel/_sk_chat_completion_adapter.py': ['call', 'messages'],
    },
    unseen: ['model', 'system', 'tools', 'schema', 'limits', 'reasoning'],
  },
  {
    name: 'Semantic Kernel prompts', sdk: 'semantic-kernel.kernel', fixture: 'semantic-kernel',
    seen: {},
    unseen: ['call', 'messages'],
  },
  {
    name: 'Haystack generators', sdk: 'haystack', fixture: 'haystack',
    seen: {
      'deepset-ai/haystack-cookbook notebooks/newsletter-agent.ipynb': ['call', 'model', 'system', 'messages', 'tools'],
      'deepset-ai/haystack-cookbook notebooks/keyword-extraction.ipynb': ['schema'],
      'deepset-ai/haystack-cookbook notebooks/llama32_agentic_rag.ipynb': ['limits'],
    },
    unseen: ['reasoning'],
  },
  {
    name: 'Haystack pipelines', sdk: 'haystack.pipeline', fixture: 'haystack',
    seen: {
      'deepset-ai/haystack-cookbook notebooks/openapitool.ipynb': ['call', 'model', 'limits'],
    },
  },
  {
    name: 'Haystack prompt builders', sdk: 'haystack.prompt', fixture: 'haystack',
    seen: {
      'deepset-ai/haystack-cookbook notebooks/prior_labs_agent.ipynb': ['call', 'messages'],
    },
  },
  {
    name: 'Haystack agents', sdk: 'haystack.agent', fixture: 'haystack',
    seen: {
      'deepset-ai/haystack-cookbook notebooks/cost_aware_agent.ipynb': ['call', 'model', 'system', 'tools', 'limits'],
    },
  },
  {
    name: 'Agno', sdk: 'agno', fixture: 'agno',
    seen: {
      'Shubhamsaboo/awesome-llm-apps advanced_ai_agents/autonomous_game_playing_agent_apps/ai_tic_tac_toe_agent/agents.py': ['call', 'model', 'system', 'limits', 'reasoning'],
      'Shubhamsaboo/awesome-llm-apps advanced_ai_agents/multi_agent_apps/ai_news_and_podcast_agents/beifong/agents/search_agent.py': ['tools', 'schema'],
    },
    unseen: ['cache'],
  },
  {
    name: 'HTTP to a provider\'s endpoint', sdk: 'raw-http', fixture: 'raw-http',
    seen: {
      'mistralai/cookbook skills/check-stale-cookbooks/check_stale.py': ['call', 'model', 'system', 'messages', 'schema', 'limits'],
    },
    unseen: ['tools', 'cache', 'reasoning'],
  },
];
