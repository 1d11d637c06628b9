import { expect, it } from 'vitest';
import { parseToken } from './parse-token';
import { conceal, encode, issue } from './sd-jwt-example';
import { presentation, withDisclosure, withoutDisclosure } from './sd-jwt-presentation';
import { readSdJwt } from './sd-jwt-reading';

const street = await conceal(['salt', 'street', 'Hauptstraße 1']);
const address = await conceal(['salt', 'address', { _sd: [street.digest] }]);
const email = await conceal(['salt', 'email', 'ada@example.com']);
const payload = JSON.stringify({ _sd: [address.digest, email.digest] });
const texts = [street.text, email.text, address.text];
const compact = await issue(payload, texts);
const [issuerJwt] = compact.split('~');

async function present(text: string, shown: number[]) {
  const token = parseToken(text);
  if (token.kind !== 'sd-jwt') throw new Error(token.kind);
  const { disclosures } = await readSdJwt(token);
  return presentation(token, disclosures, new Set(shown));
}

it.each([
  ['nothing', [], []],
  ['one', [1], [email.text]],
  ['the one that another is in', [2], [address.text]],
  ['one inside another, which comes along', [0], [street.text, address.text]],
  ['all, in the order of the token', [2, 1, 0], texts],
  ['what is not there', [7], []],
])('presents %s', async (_what, shown, expected) => {
  const text = `${[issuerJwt, ...expected].join('~')}~`;
  expect(await present(compact, shown)).toBe(text);
  expect(await present(`${compact}${issuerJwt}`, shown)).toBe(text);
});

it('keeps a token in JSON as it was written, but for what is withheld and the key binding', async () => {
  const [header, body, signature] = (issuerJwt ?? '').split('.');
  const own = (disclosures: string, more = '') =>
    `{"payload":"${body}",\n "protected":"${header}", "header": {"x":1.0, "disclosures": [${disclosures}]${more}}, "signature":"${signature}"}`;
  const listed = (...some: string[]) => some.map((one) => `\n  "${one}"`).join(',');
  const text = own(`${listed(...texts)}\n `, `, "kb_jwt": "${encode('{}')}..", "y":[ ]`);
  expect(await present(text, [0])).toBe(own(`${listed(street.text, address.text)}\n `, ', "y":[ ]'));
  expect(await present(text, [])).toBe(own('', ', "y":[ ]'));
});

it('switches disclosures on with those that they are in, and off with those inside', async () => {
  const token = parseToken(compact);
  if (token.kind !== 'sd-jwt') throw new Error(token.kind);
  const { disclosures } = await readSdJwt(token);
  expect([...withDisclosure(disclosures, new Set([1]), 0)].sort()).toEqual([0, 1, 2]);
  expect([...withDisclosure(disclosures, new Set(), 2)]).toEqual([2]);
  expect([...withoutDisclosure(disclosures, new Set([0, 1, 2]), 2)]).toEqual([1]);
  expect([...withoutDisclosure(disclosures, new Set([0, 1, 2]), 0)]).toEqual([1, 2]);
});
