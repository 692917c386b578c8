"""Pydantic AI: agents on three kinds of model, whole and streamed."""
import asyncio

import base

base.start()

from pydantic_ai import Agent

Agent.instrument_all()


async def main():
    for model in ["openai-chat:gpt-4o", "openai-responses:gpt-5", "anthropic:claude-sonnet-4-5"]:
        agent = Agent(model, name="helper")
        await agent.run("hi")
        async with agent.run_stream("hi") as stream:
            async for _ in stream.stream_text():
                pass


asyncio.run(main())
base.end()
