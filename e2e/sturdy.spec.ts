import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { hs256 } from './tokens';

const SECRET = 'a secret of at least thirty-two octets';

test.describe('when a part of the page fails', () => {
  // React writes down the error that was caught: where it was, and nothing of what it says.
  test.use({ allowedComplaints: [/A part of the page failed/] });

  test('the others go on, what was typed is there, and the next token is shown by all', async ({
    page,
    complaints,
  }) => {
    const jwt = new DebuggerPage(page);
    await jwt.open();
    await jwt.key.fill(SECRET);
    // The browser cannot write small numbers any more, and its error quotes what stands around them.
    await page.evaluate(() => {
      const write = Number.prototype.toLocaleString;
      Number.prototype.toLocaleString = function (this: number, ...rest) {
        if (this > 20) return write.apply(this, rest);
        throw new Error(`cannot write ${this} of marker-of-a-claim`);
      };
      Object.assign(window, { mend: () => Object.assign(Number.prototype, { toLocaleString: write }) });
    });
    const token = hs256({ sub: 'marker-of-a-claim', iat: 1_500_000_000, exp: 1_500_003_600 }, SECRET);
    await jwt.pasteToken(token);

    const time = jwt.pane('Time');
    await expect(time.getByRole('alert')).toContainText('Time could not be drawn');
    await expect(jwt.token).toHaveValue(token);
    await expect(jwt.key).toHaveValue(SECRET);
    await expect(jwt.headerJson).toHaveValue(/HS256/);
    await expect(jwt.pane('Signature')).toBeVisible();
    await expect(jwt.pane('Signature').getByRole('alert')).toHaveCount(0);

    await time.getByRole('button', { name: 'Copy what failed', exact: true }).click();
    expect(await jwt.clipboard()).toMatch(/^Time, build \S+\nError\n[\s\S]*_next\/static/);
    expect(await jwt.clipboard()).not.toContain('marker');
    expect(complaints.join('\n')).not.toContain('marker');

    // It is tried again when a person asks, and stays as it is when nothing is better.
    await time.getByRole('button', { name: 'Try again' }).click();
    await expect(time.getByRole('alert')).toBeVisible();
    await page.evaluate(() => (window as unknown as { mend(): void }).mend());
    await time.getByRole('button', { name: 'Try again' }).click();
    await expect(time.getByRole('alert')).toHaveCount(0);
    await expect(time).toContainText('Expired');

    await jwt.pasteToken(hs256({ sub: 'after', exp: 4_102_444_800 }, SECRET));
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
    await expect(jwt.verdict).toContainText('Valid signature');
    await expect(jwt.pane('Claims')).toContainText('"after"');
  });
});
