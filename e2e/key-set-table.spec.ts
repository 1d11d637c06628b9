import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { jwkOf, makeToken, publicHalf, spki } from './tokens';

const ec = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const [one, two] = [ec(), ec()];
const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
const member = (key: KeyObject, more: object) => ({ ...jwkOf(publicHalf(key)), ...more });
const SET = {
  keys: [
    member(one, { kid: 'one', alg: 'ES256', use: 'sig' }),
    member(two, { kid: 'two', alg: 'ES384' }),
    { kty: 'EC', crv: 'P-256', kid: 'half', x: 'AA' },
    member(small, { kid: 'one', e: 'AQ' }),
    { ...jwkOf(two), kid: 'private' },
    { kty: 'oct', k: 'c2VjcmV0' },
  ],
};

test('a key set is shown as a table: what each key is, which one it was, and what is wrong', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(makeToken({ alg: 'ES256', kid: 'one' }, { sub: 'ada' }, one));
  await jwt.key.fill(JSON.stringify(SET));
  await expect(jwt.verdict).toHaveText(/^Valid signature ES256/);
  const table = page.getByRole('region', { name: 'Key set', exact: true });
  const row = (place: number) => table.getByRole('row').nth(place);
  await expect(table.getByRole('row')).toHaveCount(SET.keys.length + 1);
  await expect(row(1)).toContainText('EC public key, P-256 · ES256 · sig · verifies the token');
  await expect(row(1)).toContainText(await calculateJwkThumbprint(SET.keys[0] as JWK));
  await expect(row(1)).toContainText('Another key of the set has the same "kid"');
  await expect(row(2)).toContainText('"alg" does not fit: ES384 needs');
  await expect(row(3)).toContainText('Key 3: "x" has 1 octets');
  await expect(row(4)).toContainText('The key has 1024 bits');
  await expect(row(4)).toContainText('exponent 1');
  await expect(row(5)).toContainText('This is a private key, beside public keys');
  await expect(row(6)).toContainText('no kid');
  await expect(row(6)).toContainText('This is a shared secret');
  for (const id of ['private-key-in-jwks', 'duplicate-kid', 'weak-rsa-exponent']) {
    await expect(page.locator(`[data-check="${id}"]`)).toBeVisible();
  }
  const { violations } = await new AxeBuilder({ page }).include('section[aria-labelledby="key-set"]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('one key of a set is taken alone, given out in other forms, and the set as its public half', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(makeToken({ alg: 'ES256', kid: 'one' }, { sub: 'ada' }, one));
  const text = JSON.stringify(SET);
  await jwt.key.fill(text);
  await page.getByRole('region', { name: 'Key set', exact: true }).getByText('Export key 1').click();
  await page.getByRole('combobox', { name: 'Export key 1 as' }).selectOption({ label: 'Public PEM' });
  await jwt.button('Copy key 1 in this form').click();
  await expect.poll(() => jwt.clipboard()).toBe(spki(one));

  await jwt.button('Copy public key set').click();
  await expect.poll(() => jwt.clipboard()).toContain('"keys"');
  const published = JSON.parse(await jwt.clipboard()) as { keys: JWK[] };
  expect(published.keys.map(({ kid, d, k }) => [kid, d ?? k])).toEqual(
    ['one', 'two', 'one', 'private'].map((kid) => [kid, undefined]),
  );

  await jwt.button('Use only key 1').click();
  await expect(jwt.key).toHaveValue(JSON.stringify(SET.keys[0], undefined, 2));
  await expect(jwt.verdict).toHaveText(/^Valid signature ES256/);
  await expect(page.getByRole('region', { name: 'Key set', exact: true })).toBeHidden();
  await jwt.key.press('ControlOrMeta+z');
  await expect(jwt.key).toHaveValue(text);
});
