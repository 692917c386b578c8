/**
 * Tokens per second on text not seen before, against the encoders people use, in one run.
 * Every text is new: words and lines are drawn again for each pass, so a cache of pieces gains what it would in real life.
 *
 * Encoders that are not among the project's packages take part where they are installed:
 *
 *   npm ci --prefix test/bench/encoders && node test/bench/tokens.bench.ts
 */
import { getEncoding } from 'js-tiktoken';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { get_encoding } from 'tiktoken';
import { createVocabularies } from '../../src/node/vocabularies.ts';
import { between, chance, of } from '../support/draws.ts';
import { createRandom } from '../support/random.ts';
import type { Random } from '../support/random.ts';
import { counterOf } from '../support/tokens.ts';

const WORDS = ('the of and to in is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if out so said what up its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years much where your way down should because long each just state people those too mr how little good world make very year still see own work men day get here between both life being under three never know same last another while us might great go come since against right came take used himself few house use during without again place around however small found mrs thought went say part once general high upon school every united left number course war until always away something fact though water less public put think almost hand enough took far head yet government system better set told nothing night end why called didn eyes find going look asked later knew point next city business give group toward young days let room within given present order second several possible rather per face among form important often things looked').split(' ');
const SYLLABLES = ['tra', 'con', 'ber', 'ing', 'eth', 'ol', 'phe', 'ist', 'mar', 'qu', 'vex', 'ion'];
const HAN = '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严';
const KANA = 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんアイウエオカキクケコサシスセソ';
const CJK_WORDS = '人工智能 机器学习 我们 可以 使用 这个 问题 中国 发展 系统 数据 模型 提供 如果 需要 用户 回答 翻译 以下 内容 今天 天气 非常 日本 東京 データ モデル ください 質問 です ます こと する について ください 研究 技术 公司 市场 经济 社会 国家 进行 通过 以及 但是 因为 所以 時間 場合 必要 可能 情報'.split(' ');
const EMOJI = ['👩‍💻', '😀', '👨‍👩‍👧‍👦', '🔥', ' ok ', '🇫🇷', '👍🏽', '❤️', '🎉', '🤷‍♂️', '✅', '🚀'];

type Draw = (random: Random) => string;

const rareWord: Draw = (random) => Array.from({ length: between(random, 2, 4) }, () => of(random, SYLLABLES)).join('');
const word: Draw = (random) => (chance(random, 0.12) ? rareWord(random) : of(random, WORDS));
const identifier: Draw = (random) => (chance(random, 0.5) ? `${word(random)}_${word(random)}` : word(random) + word(random).replace(/^./, (first) => first.toUpperCase()));
const sentence: Draw = (random) => `${Array.from({ length: between(random, 5, 18) }, () => word(random)).join(' ').replace(/^./, (first) => first.toUpperCase())}${of(random, ['.', '.', '?', ', and'])} `;

const LINES: Record<string, Draw> = {
  English: sentence,
  code: (random) => `${'  '.repeat(between(random, 0, 4))}const ${identifier(random)} = await ${identifier(random)}(${identifier(random)}, ${between(random, 0, 999)}); // ${word(random)}\n`,
  JSON: (random) => `    {"id": ${between(random, 0, 1e6)}, "${identifier(random)}": "${word(random)} ${word(random)}", "${word(random)}": ${(between(random, 0, 9999) / 10_000).toFixed(4)}, "tags": ["${word(random)}", null]},\n`,
  CJK: (random) => Array.from({ length: between(random, 3, 9) }, () => (chance(random, 0.75) ? of(random, CJK_WORDS) : of(random, HAN))).join('') + of(random, ['。', '，', '、']),
  'CJK drawn by character': (random) => Array.from({ length: between(random, 6, 20) }, () => of(random, chance(random, 0.7) ? HAN : KANA)).join('') + of(random, ['。', '，', '、']),
  emoji: (random) => of(random, EMOJI) + (chance(random, 0.3) ? word(random) : ''),
};

/** The first half warms up, on other text; of the second the fastest counts, and texts are short: the machine may be shared. */
const PASSES = 60;
const SIZE = 25_000;

type Count = (text: string) => number;

/** gpt-tokenizer and ai-tokenizer; empty where they are not installed. Texts are new each time, so their caches of pieces hold little. */
async function others(): Promise<Record<string, Count>> {
  const require = createRequire(new URL('encoders/package.json', import.meta.url));
  const load = (name: string): Promise<unknown> => import(pathToFileURL(require.resolve(name)).href);
  try {
    const gpt = (await load('gpt-tokenizer/encoding/o200k_base')) as { countTokens: Count; clearMergeCache(): void };
    const { Tokenizer } = (await load('ai-tokenizer')) as { Tokenizer: new (encoding: unknown) => { count: Count } };
    const ai = new Tokenizer(await load('ai-tokenizer/encoding/o200k_base'));
    return { 'gpt-tokenizer': (text) => { gpt.clearMergeCache(); return gpt.countTokens(text); }, 'ai-tokenizer': (text) => ai.count(text) };
  } catch {
    console.log('gpt-tokenizer and ai-tokenizer: not installed');
    return {};
  }
}

function draw(kind: string, random: Random): string {
  const line = LINES[kind];
  let text = '';
  while (line !== undefined && text.length < SIZE) text += line(random);
  return text;
}

async function main(): Promise<void> {
  const started = performance.now();
  const ours = await counterOf('o200k_base');
  console.log(`vocabulary loaded in ${(performance.now() - started).toFixed(0)} ms, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`);
  const file = (await createVocabularies().load('o200k_base')) ?? new Uint8Array();
  console.log(`what ships: ${(file.length / 1e6).toFixed(2)} MB, ${(gzipSync(file).length / 1e6).toFixed(2)} MB compressed`);
  const wasm = get_encoding('o200k_base');
  const js = getEncoding('o200k_base');
  const counters: Record<string, Count> = {
    costline: (text) => ours.count(text), 'tiktoken wasm': (text) => wasm.encode_ordinary(text).length, 'js-tiktoken': (text) => js.encode(text, [], []).length, ...(await others()),
  };
  for (const kind of Object.keys(LINES)) {
    const random = createRandom(kind.length * 7919);
    const seconds: Record<string, number[]> = {};
    let bytes = 0;
    for (let pass = 0; pass < PASSES; pass += 1) {
      const text = draw(kind, random);
      bytes = Buffer.byteLength(text);
      for (const [name, count] of Object.entries(counters)) {
        if (name === 'js-tiktoken' && pass % 12 !== 11) continue;
        const from = performance.now();
        count(text);
        if (pass >= PASSES / 2) (seconds[name] ??= []).push((performance.now() - from) / 1000);
      }
    }
    const speed = (name: string): number => bytes / 1e6 / Math.min(...(seconds[name] ?? []));
    console.log(kind.padEnd(22), Object.keys(counters).map((name) => `${name} ${speed(name).toFixed(1)} MB/s`).join('  '), ` ratio to wasm ${(speed('costline') / speed('tiktoken wasm')).toFixed(1)}`);
  }
  hostile(ours);
}

function hostile(ours: { count(text: string): number }): void {
  const random = createRandom(1);
  const han = (length: number): string => Array.from({ length }, () => of(random, HAN)).join('');
  const inputs: Record<string, string> = { 'a': 'a'.repeat(1e5), spaces: ' '.repeat(1e5), dashes: '-'.repeat(1e5), 'dashes and equal signs': '-'.repeat(5e4) + '='.repeat(5e4), Han: han(1e5), '5 million Han': han(5e6) };
  for (const [name, text] of Object.entries(inputs)) {
    // Processor time: the machine may be shared.
    const from = process.cpuUsage();
    ours.count(text);
    const { user, system } = process.cpuUsage(from);
    console.log(`hostile ${name}: ${((user + system) / 1000 / text.length * 1e5).toFixed(1)} ms per 100,000 characters`);
  }
}

await main();
