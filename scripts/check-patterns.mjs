// `npm run patterns`: asks recheck, a checker of regular expressions, about those of the page that are not known yet, and
// writes what it proved into regular-expressions.json. It is large and seldom needed, so it is no dependency:
//
//   npm install --no-save --omit=optional recheck@4.5.0 && npm run patterns
import { readFileSync, writeFileSync } from 'node:fs';
import { regularExpressions } from './regular-expressions.mjs';

const RECORD = new URL('regular-expressions.json', import.meta.url);
/** For one pattern, ms. */
const PATIENCE = 20_000;

// The checker in JavaScript; the others are programs of their own.
process.env.RECHECK_BACKEND = 'pure';
const { checkSync } = await import('recheck').catch(() => {
  console.error('recheck is not installed: npm install --no-save --omit=optional recheck@4.5.0');
  process.exit(1);
});

const { linear, limited } = JSON.parse(readFileSync(RECORD, 'utf8'));
const present = new Map(
  regularExpressions().flatMap((one) => (one.pattern === undefined ? [] : [[`/${one.pattern}/${one.flags}`, one]])),
);
const proved = linear.filter((text) => present.has(text));
for (const [text, { place, pattern, flags }] of present) {
  if (linear.includes(text) || limited[text]) continue;
  const { status, attack } = checkSync(pattern, flags.replace('v', 'u'), { timeout: PATIENCE });
  if (status === 'safe') proved.push(text);
  else console.log(`${place}: ${text} is ${status}${attack ? `: ${attack.pattern}` : ''}`);
}
const stillLimited = Object.fromEntries(Object.entries(limited).filter(([text]) => present.has(text)));
writeFileSync(RECORD, `${JSON.stringify({ linear: proved.sort(), limited: stillLimited }, undefined, 2)}\n`);
