import type { Page } from '@playwright/test';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { decode, isSignedWith } from './tokens';

/** The samples that the page offers, by the group they stand in. */
async function offered(page: Page, group: string): Promise<string[]> {
  const options = page.getByRole('combobox', { name: 'Sample' }).locator(`optgroup[label="${group}"] option`);
  return options.evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
}

test('the page opens on a sample: decoded, verified and checked', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await expect(jwt.verdict).toHaveText(/^Valid signature\s+HS256/);
  await expect(jwt.payloadJson).toHaveValue(/"iss": "https:\/\/login\.shop\.example"/);
  expect(isSignedWith(await jwt.token.inputValue(), await jwt.key.inputValue())).toBe(true);
  await expect(jwt.pane('Findings').locator('[data-check="short-secret"]')).toHaveAttribute('data-severity', 'high');
});

test('there is a sample for every algorithm, each verified with the key that comes with it', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  const algorithms = await offered(page, 'Algorithms');
  expect(algorithms).toEqual(expect.arrayContaining(['HS256', 'RS384', 'PS512', 'ES256', 'EdDSA', 'Ed25519']));
  expect(algorithms).toEqual(expect.arrayContaining(['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87']));
  for (const name of algorithms) {
    await test.step(name, async () => {
      await jwt.sample.selectOption(name);
      // A browser that lacks the algorithm says so by name, and keeps what was there.
      const lacking = page.getByRole('alert').filter({ hasText: name });
      await expect(jwt.verdict.filter({ hasText: `Valid signature ${name}` }).or(lacking)).toBeVisible();
      if (await lacking.isVisible()) return;
      const isSigned = async () => isSignedWith(await jwt.token.inputValue(), await jwt.key.inputValue());
      // The page opens on a token that is HS256 too: the sample may still be on its way.
      await expect.poll(isSigned).toBe(true);
      expect(decode(await jwt.token.inputValue(), 'header')).toContain(`"alg":"${name}"`);
      await expect(jwt.pane('Payload')).toContainText('user-48211');
    });
  }
});

/** What is special about each: its verdict, findings that must be there, and words that must be read. */
const SPECIAL = new Map([
  ['expired', { verdict: /^Valid signature.*expired/, checks: ['expired'], words: ['user-48211'] }],
  ['unsecured', { verdict: /^Unsecured token/, checks: ['unsecured-alg'], words: ['user-48211'] }],
  ['weak-secret', { verdict: /^Valid signature/, checks: ['short-secret'], words: ['user-48211'] }],
  ['encrypted', { verdict: /^Decrypted/, checks: [], words: ['A256GCM', 'user-48211'] }],
  ['jwe-flattened', { verdict: /^Decrypted/, checks: [], words: ['JWE JSON, flattened', 'user-48211'] }],
  ['jwe-general', { verdict: /^Decrypted/, checks: [], words: ['Encrypted key 2 of 2', 'user-48211'] }],
  ['jwe-compressed', { verdict: /^Decrypted/, checks: [], words: ['"DEF"', 'user-48211'] }],
  ['nested', { verdict: /^Decrypted/, checks: [], words: ['This payload is itself a token', 'Valid signature'] }],
  ['jws-flattened', { verdict: /^Valid signature/, checks: [], words: ['JWS JSON, flattened', 'user-48211'] }],
  ['jws-general', { verdict: /^Valid signature.*2 valid/, checks: [], words: ['EdDSA', 'user-48211'] }],
  ['detached', { verdict: /^Valid signature/, checks: [], words: ['detached', 'user-48211'] }],
  ['unencoded', { verdict: /^Valid signature/, checks: [], words: ['b64', 'currency'] }],
  ['sd-jwt', { verdict: /^Valid signature/, checks: [], words: ['_sd', 'given_name'] }],
  ['sd-jwt-bound', { verdict: /^Valid signature.*key binding is right/, checks: [], words: ['cnf', 'given_name'] }],
]);

test('the troubled and the other forms show what can be shown and say plainly what is wrong', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  const ids = [...(await offered(page, 'Troubled')), ...(await offered(page, 'Other forms'))];
  expect(ids.sort()).toEqual([...SPECIAL.keys()].sort());
  for (const [id, { verdict, checks, words }] of SPECIAL) {
    await test.step(id, async () => {
      await jwt.sample.selectOption(id);
      await expect(jwt.sample).toHaveValue(id);
      await expect(jwt.verdict).toHaveText(verdict);
      for (const word of words) await expect(page.getByRole('main')).toContainText(word);
      for (const check of checks) await expect(jwt.pane('Findings').locator(`[data-check="${check}"]`)).toHaveCount(1);
    });
  }
});

test('a key of the person’s own is kept when a sample is chosen, and the sample’s key is on offer', async ({
  page,
}) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.key.fill('a key of my own');
  await jwt.sample.selectOption('ES256');
  await expect(jwt.verdict).toContainText('Cannot verify');
  await expect(jwt.key).toHaveValue('a key of my own');
  await jwt.button('Use this sample’s key').click();
  await expect(jwt.verdict).toContainText('Valid signature');
});
