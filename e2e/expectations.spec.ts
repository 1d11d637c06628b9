import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { hs256 } from './tokens';

const secret = 'a shared secret that is long enough';
const claims = {
  iss: 'https://login.shop.example',
  sub: 'user-1',
  aud: 'orders',
  nonce: 'n-1',
  iat: 1_795_000_000,
  exp: 4_102_444_800,
};

let page: DebuggerPage;
test.beforeEach(async ({ page: tab, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = new DebuggerPage(tab);
  await page.open();
  await page.pasteToken(hs256(claims, secret));
  await page.key.fill(secret);
  await expect(page.verdict).toContainText('Valid signature');
});

const region = () => page.page.getByRole('region', { name: 'Expectations', exact: true });
const field = (label: string) => region().getByRole('textbox', { name: label, exact: true });
const judgement = () => region().getByRole('status', { name: 'Judgement' });
const finding = (id: string) => page.pane('Findings').locator(`[data-check="${id}"]`);

test('a verifier that asks for another audience would reject the token, and says why', async () => {
  await expect(judgement()).toContainText('would accept');
  await field('Audience').fill('billing');
  await expect(judgement()).toContainText('would reject');
  await expect(judgement()).toContainText('billing');
  await expect(finding('audience-mismatch')).toBeVisible();
  await field('Audience').fill('billing, orders');
  await expect(judgement()).toContainText('would accept');
  await expect(finding('audience-mismatch')).toHaveCount(0);
});

test('the expectations can begin from the token, stay for the next one, and be forgotten', async () => {
  await page.button('From this token').click();
  await expect(field('Issuer')).toHaveValue('https://login.shop.example');
  await expect(field('Audience')).toHaveValue('orders');
  await expect(field('Algorithms')).toHaveValue('HS256');
  await page.pasteToken(hs256({ ...claims, iss: 'https://evil.example' }, secret));
  await expect(page.verdict).toContainText('Valid signature');
  await expect(judgement()).toContainText('would reject');
  await expect(finding('issuer-mismatch')).toBeVisible();
  await page.button('Forget').click();
  await expect(field('Issuer')).toHaveValue('');
  await expect(judgement()).toContainText('would accept');
});

test('the clock can be any moment, and what is no moment is said to be none and kept', async () => {
  await field('Clock').fill('2200-01-01T00:00:00Z');
  await expect(judgement()).toContainText('would reject');
  await expect(finding('expired')).toBeVisible();
  await field('Clock').fill('tomorrow-ish');
  await expect(region()).toContainText('“tomorrow-ish” is no date');
  await expect(field('Clock')).toHaveValue('tomorrow-ish');
  await field('Clock').fill('now');
  await expect(judgement()).toContainText('would accept');
  await field('Leeway, seconds').fill('a while');
  await expect(region()).toContainText('“a while” is no number of seconds');
});

test('the kind of token is found, with how sure that is, and can be changed', async () => {
  const kind = region().getByRole('combobox', { name: 'Kind of token' });
  await expect(kind.getByRole('option').first()).toHaveText(/ID token, likely/);
  await expect(region()).toContainText('nonce');
  await field('Nonce').fill('n-2');
  await expect(finding('nonce-mismatch')).toBeVisible();
  await kind.selectOption({ label: 'DPoP proof (RFC 9449)' });
  await expect(field('Request URL (htu)')).toBeVisible();
  await expect(judgement()).toContainText('would reject');
});

test('without a key nothing is decided', async () => {
  await page.button('Clear key').click();
  await expect(judgement()).toContainText('is open');
});
