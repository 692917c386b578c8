"""The field a paper belongs to, by a tool the model has to call."""

from anthropic import Anthropic

client = Anthropic()

FIELDS = ["machine learning", "robotics", "cryptography", "biology", "physics", "other"]

LABEL_PROMPT = """You label papers for a reading group by their field, from the abstract alone.

machine learning: new ways to train, evaluate, compress or understand models, and studies of data sets made for them. A paper that merely applies a known model to another subject belongs to that subject.
robotics: machines that move and act in the physical world, how they sense, plan, coordinate and are built, including simulations of them when the paper draws conclusions about real machines.
cryptography: secrecy, authenticity, anonymity and verifiability, protocols for voting and auctions, attacks on any of them, and audits whose guarantee does not rest on trust.
biology: cells, proteins, organisms and ecosystems, the methods of the laboratory, and models of them whose result is about the living thing and not about the method.
physics: matter, energy, fields and measurement at any scale, including materials and astronomy, as long as no living thing is the subject.
other: everything else, and every abstract that is too short or too vague to tell.

Choose the field whose reading group would want to discuss the result. When two fit, choose the one whose methods the paper adds to, not the one it borrows from. When the abstract is not in English, label it all the same. Call the tool exactly once and write nothing else: no greeting, no explanation, no second opinion."""


def label(abstract: str) -> str:
    message = client.messages.create(
        model="claude-haiku-4-5",
        max_tokens=100,
        system=LABEL_PROMPT,
        tools=[
            {
                "name": "set_field",
                "description": "Stores the field of the paper.",
                "input_schema": {
                    "type": "object",
                    "properties": {"field": {"type": "string", "enum": FIELDS}},
                    "required": ["field"],
                },
            }
        ],
        tool_choice={"type": "tool", "name": "set_field"},
        messages=[{"role": "user", "content": abstract}],
    )
    call = next(block for block in message.content if block.type == "tool_use")
    return call.input["field"]
