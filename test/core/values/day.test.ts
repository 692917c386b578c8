/** What of a moment is only its day: a prompt with it changes once a day, which breaks no cache worth telling. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callsIn } from '../rules/real.ts';

type Written = readonly ['py' | 'ts', string];

const DAYS: readonly Written[] = [
  ['ts', 'new Date().toISOString().slice(0, 10)'], ['ts', "new Date().toISOString().split('T')[0]"], ['ts', 'new Date().toJSON().substring(0, 10)'], ['ts', 'new Date().toDateString()'],
  ['ts', "new Date().toLocaleString('en', { dateStyle: 'long' })"], ['ts', "new Date().toLocaleString('en').split(',')[0]"], ['ts', "new Intl.DateTimeFormat('en').format(new Date())"],
  ['ts', "format(new Date(), 'PPPP')"], ['ts', "dayjs().startOf('day').toISOString()"], ['ts', "dayjs().format('[Today is] dddd')"], ['ts', 'new Date().toUTCString().slice(0, 16)'],
  ['py', 'datetime.now().isoformat()[:10]'], ['py', "datetime.now().isoformat().split('T')[0]"], ['py', 'datetime.now().date()'], ['py', "datetime.now().strftime('%A')"],
  ['py', "datetime.now().strftime('%Y-%m-%d (UTC%z)')"], ['py', "format(datetime.now(), '%Y-%m-%d')"], ['py', "'{:%Y-%m-%d}'.format(datetime.now())"], ['py', 'datetime.now().replace(hour=0, minute=0, second=0)'],
];
const HOURS: readonly Written[] = [
  ['ts', 'new Date().toISOString().slice(0, 13)'], ['ts', 'new Date().getHours()'], ['ts', "new Date().toLocaleDateString('en', { month: 'long', day: 'numeric', hour: '2-digit' })"],
  ['ts', "format(new Date(), 'yyyy-MM-dd HH')"], ['ts', "dayjs().format('YYYY-MM-DD HH[:00]')"], ['ts', "dayjs().startOf('hour').toISOString()"], ['ts', "new Date().toISOString().split(':')[0]"],
  ['py', "datetime.now().strftime('%Y-%m-%d %H')"], ['py', "datetime.now().strftime('%Y-%m-%d %H:00')"], ['py', "datetime.now().strftime('%d %B, %-I %p')"], ['py', 'datetime.now().hour'],
  ['py', 'datetime.now().isoformat()[:13]'], ['py', "datetime.now().isoformat(timespec='hours')"], ['py', 'datetime.now().replace(minute=0, second=0).isoformat()'],
];
const MOMENTS: readonly Written[] = [
  ['ts', 'new Date().toISOString()'], ['ts', 'new Date().toISOString().slice(0, 16)'], ['ts', "new Date().toISOString().split('T')[1]"], ['ts', "new Date().toLocaleString('en', { timeZone: 'UTC' })"],
  ['ts', "new Date().toLocaleDateString('en', { day: 'numeric', hour: '2-digit', minute: '2-digit' })"], ['ts', "dayjs().format('LLL')"], ['ts', "format(new Date(), 'PPp')"],
  ['py', 'datetime.now().isoformat()[:16]'], ['py', 'datetime.now().isoformat()'], ['py', 'datetime.today()'], ['py', "datetime.now().strftime('%Y-%m-%d %H:%M %z')"],
];
/** Where the process runs, and nothing of when. */
const ZONES: readonly Written[] = [
  ['ts', 'new Date().getTimezoneOffset()'], ['ts', "dayjs().format('Z')"], ['ts', 'dayjs().utcOffset()'], ['ts', "format(new Date(), 'xxx')"],
  ['py', "datetime.now().strftime('%z')"], ['py', 'datetime.now().astimezone().utcoffset()'], ['py', 'datetime.now().astimezone().tzname()'], ['py', "time.strftime('%Z')"],
];

async function volatilityOf([language, expression]: Written): Promise<string> {
  const source = language === 'py'
    ? `import time\nfrom datetime import datetime\nfrom openai import OpenAI\n\ndef a(q):\n    return OpenAI().chat.completions.create(model="m", messages=[{"role": "user", "content": f"On {${expression}}: {q}"}])\n`
    : `import OpenAI from 'openai';\nimport dayjs from 'dayjs';\nimport { format } from 'date-fns';\nexport const a = (q: string) => new OpenAI().chat.completions.create({ model: 'm', messages: [{ role: 'user', content: \`On \${${expression}}: \${q}\` }] });\n`;
  const { calls } = await callsIn({ [`a.${language}`]: source }, `/day/${encodeURIComponent(expression)}`);
  const hole = calls[0]?.blocks[0]?.segments[1];
  return hole?.kind === 'hole' ? `${hole.volatility}${hole.hourly ? ', hourly' : ''}` : 'no hole';
}

for (const [what, of, expected] of [
  ['the date of a moment is a day', DAYS, 'day'], ['a date with its hour changes by the hour', HOURS, 'time, hourly'],
  ['a minute or less is a time', MOMENTS, 'time'], ['the offset from UTC is the process\'s', ZONES, 'process'],
] as const) {
  test(what, async () => {
    for (const written of of) assert.equal(await volatilityOf(written), expected, written[1]);
  });
}

test('an hour beside what each request brings is another text in each request', async () => {
  assert.equal(await volatilityOf(['py', 'max(datetime.now().hour, int(q))']), 'time');
});
