"""Both clients with OpenInference."""
import base

base.start()

from openinference.instrumentation.anthropic import AnthropicInstrumentor
from openinference.instrumentation.openai import OpenAIInstrumentor

OpenAIInstrumentor().instrument()
AnthropicInstrumentor().instrument()
base.openai_calls()
base.anthropic_calls()
base.end()
