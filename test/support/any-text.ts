/** Text of many scripts, with the borders between them where cutting goes wrong. */
import { between, chance, of } from './draws.ts';
import type { Random } from './random.ts';

/** Alphabets whose borders are where cutting text goes wrong. */
const ALPHABETS = [
  'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', "'sStTmMdDrReEvVlLſ’", '0123456789', '  \t\n\r\u0085\ufeff\u00a0\u2003\u2028',
  '.,;:!?-_/\\()[]{}"', '你好世界中文的是', 'ひらがなカタカナー', '한국어', 'สวัสดี', 'مرحبا', '\u0301\u0302\u200d\u200c\ufe0f', '👩‍💻👨‍👩‍👧🏽',
  'ǅǈʰᵃªº', '٣४½²', '\ud800\udc00\udfff\udbff', '\u0000\u0001\u007f<|endoftext|>', 'éüñßŁğ', 'пример',
];

export function randomText(random: Random): string {
  let text = '';
  let alphabet = of(random, ALPHABETS);
  for (let length = between(random, 1, 40); length > 0; length -= 1) {
    if (chance(random, 0.4)) alphabet = of(random, ALPHABETS);
    text += chance(random, 0.9) ? alphabet[between(random, 0, alphabet.length - 1)] : String.fromCodePoint(between(random, 0, of(random, [0x7f, 0x2fff, 0x1ffff, 0x10ffff])));
  }
  return text;
}
