import { type Page, test } from '@playwright/test';
import { DebuggerPage } from '../debugger-page';
import { expect } from '../fixtures';
import type { Marks } from './marks';
import type { Watch } from './watch';

/** The names of controls of which each is one of a kind: what differs is left away. */
const KINDS: readonly [RegExp, string][] = [
  [/^(Accept|Undo accepting|Use it): .*$/, '$1: …'],
  [/^(Show in the|Show the digest of|Set|Load|Look at) .*$/, '$1 …'],
  [/^(Open the) .*$/, '$1 …'],
  [/^Generate .*$/, 'Generate'],
  [/^Inflate up to .*$/, 'Inflate'],
  [/^.*: \d+ bytes in hexadecimal$/, '… bytes in hexadecimal'],
  [/^Date and time for .*$/, 'Date and time for …'],
  [/^(.*\bkey) \d+\b(.*)$/, '$1 …$2'],
  [/^(?:JSON member|token) .*…[\w-]+$/, 'a token that was found'],
  [/^(?:\w+ )+signature \d+ · .*$/, 'a signature of several'],
  [/^\d+ files of this page.*$/, 'files of this page'],
  [/^Copied$/, 'Copy'],
  [/^.* of the new key$/, '… of the new key'],
];

/** A person's way through the page, watched at every step. */
export class Tour extends DebuggerPage {
  private readonly inSight = new Set<string>();

  constructor(
    page: Page,
    readonly marks: Marks,
    readonly watch: Watch,
  ) {
    super(page);
  }

  /** A step of the way. What is in the fields after it is looked for from then on. */
  async step(name: string, walk: () => Promise<void>): Promise<void> {
    await test.step(name, async () => {
      await walk();
      await this.keepFields();
      await this.watch.look(this.page);
    });
  }

  /** Has token and key looked for, as they are in their fields, and what can be pressed remembered. */
  async keepFields(): Promise<void> {
    const [token, key, names] = await this.page.evaluate(() => {
      const value = (name: string) =>
        document.querySelector<HTMLTextAreaElement>(`textarea[aria-label="${name}"]`)?.value;
      const { controlsInSight } = window as unknown as { controlsInSight(): string[] };
      return [value('Token') ?? '', value('Key') ?? '', controlsInSight()] as const;
    });
    this.marks.keep(token, key);
    for (const control of names) this.inSight.add(kindOf(control));
  }

  /** Kinds of controls that were seen and never used. */
  untouched(): string[] {
    const touched = new Set([...this.watch.touched].map(kindOf));
    return [...this.inSight].filter((kind) => !touched.has(kind)).sort();
  }

  /** The person's own copying, elsewhere, and the keys for pasting. */
  override async paste(text: string): Promise<void> {
    await this.page.evaluate((content) => {
      const { ownClipboard } = window as unknown as { ownClipboard(text: string): Promise<void> };
      return ownClipboard(content);
    }, text);
    await this.page.keyboard.press('ControlOrMeta+V');
  }

  /** Gives token and key, and waits for the verdict. */
  async give(token: string, key: string, verdict: string | RegExp = 'Valid signature'): Promise<void> {
    this.marks.keep(token, key);
    await this.token.fill(token);
    await this.key.fill(key);
    await expect(this.verdict).toContainText(verdict);
  }

  /** Goes to an address with a fragment, as a link does. */
  async visit(fragment: string): Promise<void> {
    this.watch.typed(fragment);
    await this.open(fragment);
  }

  region(name: string) {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Presses every button of this name that is there, from the first. */
  async pressAll(name: string | RegExp): Promise<void> {
    const buttons = this.page.getByRole('button', { name, exact: typeof name === 'string' });
    const count = await buttons.count();
    expect(count, String(name)).toBeGreaterThan(0);
    for (let place = 0; place < count; place += 1) await buttons.nth(place).click();
  }

  /** Waits for the file that a press leads to. */
  async download(press: () => Promise<void>): Promise<void> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), press()]);
    await download.delete();
  }

  /** Chooses each of what a list offers, one after the other. */
  async chooseEach(list: ReturnType<Page['getByRole']>, then: (value: string) => Promise<void>): Promise<void> {
    const values = await list
      .locator('option')
      .evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value));
    expect(values.length).toBeGreaterThan(1);
    for (const value of values.filter(Boolean)) {
      await list.selectOption(value);
      await then(value);
    }
  }

  /** What is dropped on a place of the page: a text, or files. */
  async drop(on: ReturnType<Page['getByRole']>, content: string | { name: string; text: string }[]): Promise<void> {
    const dataTransfer = await this.page.evaluateHandle((given) => {
      const data = new DataTransfer();
      if (typeof given === 'string') data.setData('text', given);
      else for (const { name, text } of given) data.items.add(new File([text], name));
      return data;
    }, content);
    await on.dispatchEvent('drop', { dataTransfer });
  }
}

function kindOf(name: string): string {
  for (const [pattern, kind] of KINDS) if (pattern.test(name)) return name.replace(pattern, kind);
  return name;
}
