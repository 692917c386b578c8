; import OpenAI from "openai"
;                     ^^^^^^ @import
(import_statement
  source: (string (string_fragment) @import))

; export { prompt } from "./prompts"
;                         ^^^^^^^^^ @import
(export_statement
  source: (string (string_fragment) @import))

; require("openai"), import("openai")
;          ^^^^^^             ^^^^^^ @import
(call_expression
  function: [(identifier) (import)] @_loader
  arguments: (arguments . (string (string_fragment) @import))
  (#any-of? @_loader "require" "import"))

; client.messages.create({ model: "…" })
;                 ^^^^^^ @callee
; -------------------------------------- @call
(call_expression
  function: [
    (identifier) @callee
    (member_expression property: (property_identifier) @callee)
  ]) @call

; new OpenAI({ baseURL: "…" })
;     ^^^^^^ @callee
; ---------------------------- @call
(new_expression
  constructor: [
    (identifier) @callee
    (member_expression property: (property_identifier) @callee)
  ]) @call
