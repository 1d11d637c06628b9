import * as crossing from '../scripts/interop/crossing';
import { expect, test } from './fixtures';
import { openLibrary } from './library-page';

test('what is signed and encrypted in the browser opens in Node, and the other way round', async ({ page }) => {
  test.setTimeout(120_000);
  const address = await openLibrary(page, 'scripts/interop/crossing.ts');
  const outcomes = (made: crossing.Crossing[], said: string[]) => made.map(({ name }, index) => [name, said[index]]);
  const whole = (made: crossing.Crossing[]) => made.map(({ name }) => [name, 'the payload']);

  const fromBrowser = await page.evaluate(async (address) => {
    const library: typeof crossing = await import(address);
    return library.makeAll();
  }, address);
  expect(outcomes(fromBrowser, await crossing.openAll(fromBrowser))).toEqual(whole(fromBrowser));

  const fromNode = await crossing.makeAll();
  const said = await page.evaluate(
    async ([address, made]) => {
      const library: typeof crossing = await import(address);
      return library.openAll(made);
    },
    [address, fromNode] as [string, crossing.Crossing[]],
  );
  expect(outcomes(fromNode, said)).toEqual(whole(fromNode));
  expect(fromNode.map(({ name }) => name)).toEqual(fromBrowser.map(({ name }) => name));
});
