import type { Page } from '@playwright/test';
import { DebuggerPage } from '../debugger-page';
import { expect } from '../fixtures';
import { encode, hs256 } from '../tokens';
import { CANARY, HOST } from './bait';
import { type Entry, SECRET, type Target } from './entry';
import { install, type Look } from './in-page';
import { sealedKey } from './key-places';

/** A page that the corpus is given to, and what must hold on it whatever it was given. */
export class HostilePage extends DebuggerPage {
  private readonly dialogs: string[] = [];

  constructor(page: Page) {
    super(page);
    page.on('dialog', async (dialog) => {
      this.dialogs.push(dialog.type());
      await dialog.dismiss();
    });
  }

  /** The clipboard is stood in for here, so that what is copied can be looked at. */
  override async pasteToken(text: string): Promise<void> {
    await this.page.evaluate((value) => window.hostile.paste('Token', value), text);
  }

  /** Opens the page with the reviewer's panes open and the secret in the key field. */
  async visit(): Promise<void> {
    await this.page.addInitScript(install, { canary: CANARY, host: HOST });
    await this.open();
    await this.button('Show code').click();
    await this.button('Write…').click();
    await this.key.fill(SECRET);
    await this.rest();
  }

  /** Takes the ordinary token, which is verified as ever: the page is whole. */
  async rest(): Promise<void> {
    const token = hs256({ sub: 'after' }, SECRET);
    await this.page.evaluate(
      async ([text, key]) => {
        await window.hostile.type('Key', key);
        await window.hostile.paste('Token', text);
      },
      [token, SECRET] as const,
    );
    await expect(this.token).toHaveValue(token);
    await expect(this.verdict).toContainText('Valid signature');
    await expect(this.pane('Payload')).toContainText('after');
    expect(this.dialogs).toEqual([]);
  }

  /** Gives each text to its place, goes over every view, and says what was seen; a breach says which text made it. */
  async give(entries: readonly Entry[], isThorough = true): Promise<Look> {
    const texts = entries.map(({ name, into, text }) => ({ name, into, text: text() }));
    const ways = { sealedKey, secret: SECRET, detached, disclosing, ordinary: hs256({ sub: 'before' }, SECRET) };
    return this.page.evaluate(giveAll, { texts, ways, isThorough });
  }

  /** Pastes each token and looks at the page, no more. */
  async look(entries: readonly Entry[]): Promise<string[]> {
    const texts = entries.map(({ name, text }) => ({ name, text: text() }));
    return this.page.evaluate(async (all) => {
      const breaches: string[] = [];
      for (const { name, text } of all) {
        await window.hostile.paste('Token', text);
        breaches.push(...window.hostile.look().map((breach) => `${name}: ${breach}`));
      }
      return breaches;
    }, texts);
  }
}

const [header, , signature] = hs256({ sub: 'ada' }, SECRET).split('.');
const detached = `${header}..${signature}`;
const disclosing = `${hs256({ _sd: [] }, SECRET)}~${encode(['salt', 'name', 'Ada'])}~`;

type Given = {
  texts: { name: string; into: Target; text: string }[];
  ways: { sealedKey: string; secret: string; detached: string; disclosing: string; ordinary: string };
  isThorough: boolean;
};

/** Runs in the page. */
async function giveAll({ texts, ways, isThorough }: Given): Promise<Look> {
  const { hostile } = window;
  const seen: Look = { breaches: [], copied: [] };
  const put: Record<Target, (text: string, turn: number) => Promise<void>> = {
    token: (text) => hostile.paste('Token', text),
    key: (text) => hostile.paste('Key', text),
    async passphrase(text) {
      await hostile.paste('Key', ways.sealedKey);
      await hostile.type('Passphrase', text);
    },
    expectation: (text) => hostile.fill('Expectations', text),
    async note(text) {
      await hostile.paste('Token', ways.ordinary);
      const accept = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Accept…');
      await hostile.press(accept?.getAttribute('aria-label') ?? '', true);
      await hostile.type('Why it is accepted', text);
      await hostile.press('Accept', true);
    },
    async 'detached payload'(text) {
      await hostile.paste('Token', ways.detached);
      await hostile.press('give the detached payload', true);
      await hostile.type('Detached payload', text);
    },
    'header edit': (text, turn) =>
      hostile.type('Header JSON', turn % 2 ? text : `{"alg":"HS256","kid":${JSON.stringify(text)},"x":[`),
    'payload edit': (text, turn) => hostile.type('Payload JSON', turn % 2 ? text : JSON.stringify({ [text]: text })),
    async holder(text) {
      await hostile.paste('Token', ways.disclosing);
      await hostile.fill('Disclosures', text);
      await hostile.press('Bind');
    },
    async fragment(text) {
      location.hash = `#token=${encodeURIComponent(text)}`;
      await new Promise((resolve) => setTimeout(resolve, 20));
      await hostile.settle();
      if (location.hash !== '') throw new Error('The token stays in the address.');
    },
  };
  for (const [turn, { name, into, text }] of texts.entries()) {
    try {
      await put[into](text, turn);
      const { breaches, copied } = await hostile.tour(turn, isThorough || turn % 4 === 0);
      seen.breaches.push(...breaches.map((breach) => `${name}: ${breach}`));
      seen.copied.push(...copied);
      if (into === 'detached payload') await hostile.press('There is none');
      if (into === 'expectation') await hostile.press('Forget');
      if (into === 'note') {
        const undo = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Undo');
        await hostile.press(undo?.getAttribute('aria-label') ?? '', true);
      }
    } catch (error) {
      seen.breaches.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return seen;
}
