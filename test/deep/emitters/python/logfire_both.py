"""Both clients with Logfire."""
import logfire

import base

logfire.configure(send_to_logfire=False, console=False)
logfire.instrument_openai()
logfire.instrument_anthropic()
base.openai_calls()
base.anthropic_calls()
logfire.shutdown()
