import OpenAI from 'openai';
import { withCachedTokens } from './telemetry.ts';

const openai = new OpenAI({ fetch: withCachedTokens });

const ARTICLES = [
  { title: 'Duplicate charges', keywords: ['charged', 'refund', 'invoice'], text: 'A change of seats in the middle of a period is charged at once and the unused rest of the old seats is credited on the next invoice. A real duplicate shows two payments with the same invoice number; those are refunded within five working days.' },
  { title: 'Single sign-on loops', keywords: ['sign-on', 'login', 'sso'], text: 'A loop between the identity provider and the login page almost always means that the clock of the provider is off by more than two minutes, or that the assertion names an address which is not a member of the workspace.' },
  { title: 'Exports', keywords: ['export', 'csv', 'pdf'], text: 'Boards are exported as CSV from the menu of the board, not from the print dialog. A workspace owner exports all boards at once under Settings, Data, Export; the archive is mailed when it is ready.' },
  { title: 'Webhooks', keywords: ['webhook', 'automation', 'fires'], text: 'A webhook is delivered at least once. Receivers compare the delivery id with those they have seen. Three deliveries for one event mean that the receiver answered later than ten seconds or not with a 2xx status.' },
  { title: 'Leaving colleagues', keywords: ['delete', 'former', 'colleague', 'owner'], text: 'An administrator deactivates the account first, then hands its boards over under People, Deactivated, Transfer. Deleting the account before the transfer archives its private boards for thirty days.' },
  { title: 'Discounts', keywords: ['discount', 'non-profit', 'yearly'], text: 'Registered non-profits and schools pay half on every plan, monthly or yearly, after they sent a proof of registration. Discounts do not add up with other promotions.' },
];

/** Answers from the two best articles. Their length is only known when the call is made. */
export async function lookUp(question: string): Promise<string> {
  const documents = search(question).map((article) => `## ${article.title}\n${article.text}`).join('\n\n');
  const response = await openai.responses.create({
    model: 'gpt-4.1-mini',
    max_output_tokens: 300,
    instructions: `You extract facts from help articles for a colleague who is writing to a customer.

Use only the articles below. List each fact that bears on the question on its own line, in the words of the article, followed by the title of the article in square brackets. Keep numbers, limits, menu paths and deadlines exactly as they are written. Leave out facts that do not bear on the question, even when they are interesting. When no article bears on the question, answer with the single word NOTHING; do not guess, do not use what you know from elsewhere, and do not soften the answer. When two articles contradict each other, list both facts and write CONFLICT in front of them. Never address the customer, never greet, never apologise: the colleague who reads your list writes the answer. Keep the list under eight lines. If the question contains several questions, group the facts by question and repeat the question as a heading. If the question asks for something that only a person can do, such as a refund, a deletion or a change of owner, add a last line that starts with ACTION and names who may do it according to the articles.`,
    input: `${documents}\n\nQuestion: ${question}`,
  });
  return response.output_text;
}

function search(question: string): typeof ARTICLES {
  const words = question.toLowerCase();
  const score = (article: (typeof ARTICLES)[number]) => article.keywords.filter((keyword) => words.includes(keyword)).length;
  return [...ARTICLES].sort((a, b) => score(b) - score(a)).slice(0, 2);
}
