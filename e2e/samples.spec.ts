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
      const token = await jwt.token.inputValue();
      expect(decode(token, 'header')).toContain(`"alg":"${name}"`);
      expect(isSignedWith(token, await jwt.key.inputValue())).toBe(true);
      await expect(jwt.pane('Payload')).toContainText('user-48211');
    });
  }
});

/** What is special about each: its verdict, findings that must be there, and words that must be read. */
const SPECIAL = new Map([
  ['expired', { verdict: /^Valid signature.*expired/, checks: ['expired'], words: ['user-48211'] }],
  ['unsecured', { verdict: /^Unsecured token/, checks: ['unsecured-alg'], words: ['user-48211'] }],
  ['weak-secret', { verdict: /^Valid signature/, checks: ['short-secret'], words: ['user-48211'] }],
  ['encrypted', { verdict: /^Cannot decrypt/, checks: [], words: ['A256GCM', 'encrypted', 'not supported yet'] }],
  ['sd-jwt', { verdict: /^Valid signature/, checks: [], words: ['_sd', 'not supported yet'] }],
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
