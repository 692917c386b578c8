"""OpenTelemetry for this app. Imported before the clients are made."""

import atexit
import signal
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.openai import OpenAIInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

SOURCES = Path(__file__).parent
_tags: ContextVar[dict] = ContextVar("tags", default={})


@contextmanager
def feature(name: str, session: str):
    """Each model call inside carries the feature and the session."""
    token = _tags.set({"costline.feature": name, "session.id": session})
    try:
        yield
    finally:
        _tags.reset(token)


class CallSiteProcessor(SpanProcessor):
    """Says on each span which line of this app asked for it."""

    def on_start(self, span, parent_context=None):
        span.set_attributes(_tags.get())
        frame = sys._getframe()
        while frame is not None:
            file = Path(frame.f_code.co_filename)
            if file.parent == SOURCES and file.name != "telemetry.py":
                span.set_attribute("code.file.path", str(file))
                span.set_attribute("code.line.number", frame.f_lineno)
                span.set_attribute("code.function.name", frame.f_code.co_name)
                return
            frame = frame.f_back


provider = TracerProvider(resource=Resource.create({"service.name": "research-agent", "deployment.environment.name": "development"}))
provider.add_span_processor(CallSiteProcessor())
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(), schedule_delay_millis=300))
trace.set_tracer_provider(provider)
OpenAIInstrumentor().instrument()  # the Anthropic client brings its own


def flush() -> None:
    provider.force_flush()


atexit.register(flush)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
