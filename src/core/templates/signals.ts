/** What says that a file of an everyday kind (md, txt, yaml, jinja) holds a prompt. */
import type { TemplateSource } from './part.ts';

const PROMPT_FOLDER = /^(?:[\w.]+[-_.])?prompts?(?:[-_.](?:templates?|files?|library|configs?|defaults))?$/;
const PROMPT_NAME = /(?:^|[-_. ])(?:\w*prompts?|system[-_ ]?(?:prompt|message|instructions?)|instructions?)(?:[-_. ]|$)/;
/** Writing about a project or about prompting, not prompting. */
const DOCUMENT_NAME = /^(?:readme|changelog|contributing|license|licence|code_of_conduct|index|overview|notice)\b/;
/** Elsewhere than in a folder of prompts, where they are what the prompt is about. */
const USUAL_DOCUMENT_NAME = /(?:^|[-_])guide\.\w+$|^(?:security|guide|todo)\b/;
const DOCUMENT_FOLDER = /^(?:docs?|documentation|website|blog|articles?|wiki|guides?|tutorials?|(?:project-)?plans?|analysis|pseudocode|adrs?|rfcs?)$/;
/** What was sent or answered once, kept for tests. */
const RECORDING = /^(?:cassettes?|recordings?|(?:__)?snapshots?(?:__)?|vcr(?:_cassettes)?|goldens?)$/;
const RECORDED_NAME = /\.aria\.ya?ml$|[-_.](?:expected|snapshot)\.\w+$/;
/** Prompts of the user's own coding tools are no part of the product. */
const TOOL_FOLDER = /^\.\w/;
/** Endings that nothing but a prompt has. */
const WRITTEN_TO_PROMPT = /\.(?:prompt\.md|poml)$/;

const ADDRESS = /^[\s#>*_\-"'`]*(?:you are (?:an?|the|now|acting|helping|responsible|\w+,|[A-Z{])|you're an? |act as |your (?:task|role|job|goal|objective|mission) (?:is|:)|as an? (?:\w+ ){1,4}(?:assistant|agent|expert|analyst|engineer|writer)|(?:please )?(?:analyze|analyse|summari[sz]e|classify|extract|translate|rewrite|evaluate|generate|write|answer|respond|given|based on|below is|the following)\b(?!\s*[=(.[]))/im;
const STRONG_ADDRESS = /(?:^|\n)[\s#>*_\-"'`]*(?:you are (?:an?|the) \w|your (?:task|role|job) is )|<(?:instructions?|system|task|role|context|examples?)>/i;

const HEAD_LENGTH = 3_000;

export const inPromptFolder = ({ folders }: TemplateSource): boolean =>
  folders.slice(-3).some((folder) => PROMPT_FOLDER.test(folder)) && !folders.some((folder) => TOOL_FOLDER.test(folder));

export const namedPrompt = ({ name }: TemplateSource): boolean => PROMPT_NAME.test(name.replace(/\.\w+$/, ''));

export const isDocument = (source: TemplateSource): boolean => isDocumentAt(source, inPromptFolder(source));

const isDocumentAt = ({ name, folders }: TemplateSource, amongPrompts: boolean): boolean =>
  DOCUMENT_NAME.test(name) || (!amongPrompts && USUAL_DOCUMENT_NAME.test(name)) || folders.some((folder) => DOCUMENT_FOLDER.test(folder) || TOOL_FOLDER.test(folder));

/** Known before its text is looked at: nothing in it is a prompt of the product. */
export const isElsewhere = ({ name, folders }: TemplateSource): boolean =>
  RECORDED_NAME.test(name) || folders.some((folder) => RECORDING.test(folder) || (TOOL_FOLDER.test(folder) && !WRITTEN_TO_PROMPT.test(name)));

/** Speaks to a model somewhere near its beginning. */
export const addressesModel = (text: string): boolean => ADDRESS.test(text.slice(0, HEAD_LENGTH));

export const plainlyAddressesModel = (text: string): boolean => STRONG_ADDRESS.test(text.slice(0, HEAD_LENGTH));

/** Pages, configuration and code are made from templates too. */
export const isMarkupOrCode = ({ name, text }: TemplateSource): boolean =>
  /\.(?:html?|xml|sql|conf|cfg|ini|ya?ml|json|sh|py|ts|js|css|toml|tf|service|env)\.\w+$/.test(name) ||
  /^\s*(?:<!doctype|<html|<\?xml|<(?:div|head|body|table|span|section|nav)\b|#!\/|\{%-?\s*(?:extends|load)\b)/i.test(text) ||
  /<\/(?:div|body|html|table|span|section)>/i.test(text.slice(0, HEAD_LENGTH));
