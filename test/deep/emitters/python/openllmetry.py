"""Both clients with OpenLLMetry; `anthropic` has spans of its own, in traces apart."""
import base

base.start()

from opentelemetry.instrumentation.anthropic import AnthropicInstrumentor
from opentelemetry.instrumentation.openai import OpenAIInstrumentor

OpenAIInstrumentor().instrument()
AnthropicInstrumentor().instrument()
base.openai_calls()
base.anthropic_calls()
base.end()
