"""One page a colleague can read instead of the paper."""

from datetime import datetime

from openai import OpenAI

from prompts import DIGEST_GUIDE

client = OpenAI()


def digest(title: str, abstract: str) -> str:
    response = client.chat.completions.create(
        model="gpt-4.1",
        max_completion_tokens=400,
        messages=[
            {"role": "system", "content": f"Now: {datetime.now().isoformat()}\n\n{DIGEST_GUIDE}"},
            {"role": "user", "content": f"{title}\n\n{abstract}"},
        ],
    )
    return response.choices[0].message.content or ""
