import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { hs256 } from './tokens';

const SECRET = 'a secret of at least thirty-two octets';
const START = Date.parse('2030-01-01T12:00:00Z');
const NOW = START / 1000;

const CLAIMS =
  `{"iss":"https://login.shop.example","sub":"ada","aud":["a","b"],"iat":${NOW - 60},"nbf":${NOW - 30},"exp":${NOW + 90},` +
  `"https://shop.example/role":"admin","cart":{"items":[1,2.50]},"updated_at":${NOW - 7200},"sub":"bob","__proto__":{"a":1},"amount":1e400}`;

test.use({ timezoneId: 'Asia/Tokyo' });

test('the claims table says of every claim its value as written, its meaning, its kind and its dates', async ({
  page,
}) => {
  await page.clock.setFixedTime(START);
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(hs256(CLAIMS, SECRET));
  const table = jwt.pane('Claims').getByRole('table');
  const row = (name: string) => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });

  await expect(table.getByRole('columnheader')).toHaveText([/Name/, /Value/, /Meaning/, /Kind/, /Time/]);
  // Every member has its row, one that is there twice has two.
  await expect(table.getByRole('rowheader')).toHaveText([
    'iss',
    /^sub/,
    'aud',
    'iat',
    'nbf',
    'exp',
    'https://shop.example/role',
    'cart',
    'updated_at',
    /^sub/,
    '__proto__',
    'amount',
  ]);
  await expect(row('iss')).toContainText('"https://login.shop.example"');
  await expect(row('iss')).toContainText('registered');
  await expect(row('iss').getByRole('link', { name: /RFC 7519/ })).toHaveAttribute('href', /^https:/);
  await expect(row('aud')).toContainText('["a","b"]');
  await expect(row('https://shop.example/role')).toContainText('public');
  await expect(row('cart')).toContainText('{"items":[1,2.50]}');
  await expect(row('cart')).toContainText('private');
  await expect(row('amount')).toContainText('1e400');
  await expect(row('__proto__')).toContainText('private');
  await expect(row('sub').first()).toContainText('repeated');
  await expect(row('sub').nth(1)).toContainText('"bob"');

  await expect(row('exp')).toContainText('1 Jan 2030, 12:01:30 UTC');
  await expect(row('exp')).toContainText('1 Jan 2030, 21:01:30 GMT+9');
  await expect(row('exp')).toContainText('in 1 min 30 s');
  await expect(row('iat')).toContainText('1 min ago');
  await expect(row('updated_at')).toContainText('2 h ago');
  await expect(row('cart')).not.toContainText('UTC');
});

test('the countdown lives: table, timeline, margin and findings follow the clock past the expiry', async ({ page }) => {
  await page.clock.install({ time: START });
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(hs256(CLAIMS, SECRET));
  await jwt.key.fill(SECRET);
  await expect(jwt.verdict).toContainText('Valid signature');
  await expect(jwt.verdict).not.toContainText('expired');
  const exp = jwt.pane('Claims').getByRole('row', { name: /^exp/ });
  const finding = (id: string) => jwt.pane('Findings').locator(`[data-check="${id}"]`);

  /** The clock goes on, and one frame is drawn. */
  const pass = async (milliseconds: number) => {
    await page.clock.runFor(milliseconds);
    await page.clock.runFor(100);
  };
  await page.clock.pauseAt(START + 30_000);
  await expect(exp).toContainText('in 1 min');
  await pass(1000);
  await expect(exp).toContainText('in 59 s');
  await expect(jwt.pane('Time')).toContainText('Expires in 59 s');
  await expect(jwt.pane('Payload')).toContainText('in 59 s');
  await pass(1000);
  await expect(exp).toContainText('in 58 s');
  await expect(finding('expiring')).toHaveCount(1);
  await expect(finding('expired')).toHaveCount(0);

  await pass(59_000);
  await expect(exp).toContainText('1 s ago');
  await expect(jwt.pane('Time')).toContainText('Expired 1 s ago');
  await expect(jwt.verdict).toContainText('expired 1 s ago');
  await expect(jwt.pane('Payload')).toContainText('expired 1 s ago');
  await expect(finding('expired')).toHaveCount(1);
  await expect(finding('expiring')).toHaveCount(0);
});

test('the timeline draws issue, start, expiry and now in their order', async ({ page }) => {
  await page.clock.setFixedTime(START);
  const jwt = new DebuggerPage(page);
  await jwt.open();
  const order = async () => {
    const places = new Map<string, number>();
    for (const word of ['issued', 'from', 'expires', 'now']) {
      const label = jwt.pane('Time').getByText(word, { exact: true });
      if ((await label.count()) === 0) continue;
      const box = await label.boundingBox();
      places.set(word, (box?.x ?? 0) + (box?.width ?? 0) / 2);
    }
    return [...places].sort(([, one], [, other]) => one - other).map(([word]) => word);
  };

  await jwt.pasteToken(hs256({ iat: NOW - 60, nbf: NOW - 30, exp: NOW + 90 }, SECRET));
  await expect(jwt.pane('Time')).toContainText('Expires in 1 min 30 s');
  expect(await order()).toEqual(['issued', 'from', 'now', 'expires']);

  await jwt.pasteToken(hs256({ iat: NOW - 60, nbf: NOW + 30, exp: NOW + 90 }, SECRET));
  await expect(jwt.pane('Time')).toContainText('Not valid yet; starts in 30 s');
  await expect(jwt.verdict).toContainText('starts in 30 s');
  expect(await order()).toEqual(['issued', 'now', 'from', 'expires']);

  await jwt.pasteToken(hs256({ iat: NOW - 86_400 * 900, exp: NOW - 86_400 * 3 }, SECRET));
  await expect(jwt.pane('Time')).toContainText('Expired 3 days ago');
  expect(await order()).toEqual(['issued', 'expires', 'now']);

  await jwt.pasteToken(hs256({ sub: 'ada' }, SECRET));
  await expect(jwt.pane('Time')).toContainText('No dates in this token');
});
