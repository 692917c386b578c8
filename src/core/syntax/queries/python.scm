; import openai
;        ^^^^^^ @import
; import anthropic as a
;        ^^^^^^^^^ @import
(import_statement
  name: [
    (dotted_name) @import
    (aliased_import name: (dotted_name) @import)
  ])

; from openai import OpenAI
;      ^^^^^^ @import
(import_from_statement
  module_name: (_) @import)

; client.chat.completions.create(model="…")
;                         ^^^^^^ @callee
; ----------------------------------------- @call
(call
  function: [
    (identifier) @callee
    (attribute attribute: (identifier) @callee)
  ]) @call
