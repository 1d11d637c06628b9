import type { Page } from '@playwright/test';
import { expect } from '../fixtures';
import type { Tour } from './tour';

/** The page's own things: shortcuts, theme, checks, what it says of privacy, and settings that are kept on request. */
export async function throughPage(tour: Tour): Promise<void> {
  const { page } = tour;
  await tour.step('shortcuts and themes', async () => {
    await tour.button('Keyboard shortcuts').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await tour.chooseEach(page.getByRole('combobox', { name: 'Theme' }), async () => {});
  });
  await tour.step('the pages of the checks, from a finding and from the catalogue, and an example', async () => {
    const context = page.context();
    const opened = async (press: () => Promise<void>): Promise<Page> =>
      (await Promise.all([context.waitForEvent('page'), press()]))[0];
    const about = await opened(() =>
      tour.pane('Findings').getByRole('heading', { level: 3 }).getByRole('link').first().click(),
    );
    await expect(about.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await about.evaluate(() => [window.opener, document.referrer, window.name])).toEqual([
      null,
      expect.not.stringContaining('#'),
      '',
    ]);
    await tour.watch.look(about);
    await about.close();
    const catalogue = await opened(() => page.getByRole('link', { name: 'Checks', exact: true }).click());
    await catalogue.getByRole('searchbox', { name: 'Search' }).fill(tour.marks.of('searched'));
    await expect(catalogue.getByText('No check has these words.')).toBeVisible();
    await catalogue.getByRole('searchbox', { name: 'Search' }).fill('');
    await catalogue.getByRole('link', { name: 'Expired' }).click();
    await catalogue.getByRole('link', { name: 'Load this example' }).click();
    await expect(
      catalogue.getByRole('region', { name: 'Findings', exact: true }).locator('[data-check="expired"]'),
    ).toBeVisible();
    await tour.watch.lookClosely(catalogue);
    await catalogue.close();
  });
  await tour.step('what it says of privacy, and settings that are kept', async () => {
    await tour.button('Nothing leaves this tab').click();
    const panel = page.getByRole('dialog', { name: /Nothing leaves this tab/ });
    await expect(panel.getByRole('region', { name: 'What left this tab' }).getByRole('status')).toHaveText(
      /^Nothing\./,
    );
    for (const summary of await panel.locator('summary').all()) await summary.click();
    await panel.getByRole('button', { name: 'Look at the headers' }).click();
    await expect(panel.getByRole('status', { name: 'Headers of this host' })).toContainText('✓ sent');
    await panel.getByRole('checkbox', { name: 'Remember my settings' }).check();
    await tour.keepFields();
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
    await expect.poll(() => page.evaluate(() => Object.keys({ ...localStorage }))).toEqual(['jwt-debugger-settings']);
  });
}

/** The end: all is forgotten, and the page is as on a first visit, but for its settings. */
export async function throughForgetting(tour: Tour): Promise<void> {
  const { page } = tour;
  await tour.step('forget all', async () => {
    await tour.button('Forget all…').click();
    await tour.button('Forget all now').click();
    await expect(page.getByRole('status', { name: 'Forgotten' })).toContainText('All is forgotten');
    await tour.keepFields();
    await tour.button('OK').click();
    await expect(tour.key).toHaveValue('');
  });
}
