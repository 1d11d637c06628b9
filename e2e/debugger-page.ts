import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** The page as a person finds their way in it: by what each thing is called. */
export class DebuggerPage {
  readonly token: Locator;
  readonly headerJson: Locator;
  readonly payloadJson: Locator;
  readonly key: Locator;
  readonly secretEncoding: Locator;
  readonly verdict: Locator;
  readonly algorithm: Locator;
  readonly sample: Locator;

  constructor(readonly page: Page) {
    const textbox = (name: string) => page.getByRole('textbox', { name, exact: true });
    const combobox = (name: string) => page.getByRole('combobox', { name, exact: true });
    this.token = textbox('Token');
    this.headerJson = textbox('Header JSON');
    this.payloadJson = textbox('Payload JSON');
    this.key = textbox('Key');
    this.secretEncoding = combobox('Secret encoding');
    this.verdict = page.getByRole('status', { name: 'Verdict', exact: true });
    this.algorithm = combobox('Algorithm');
    this.sample = combobox('Sample');
  }

  /** Opens the page, shows that somebody is there, and waits until it is live: what was typed before has been taken up. */
  async open(fragment = ''): Promise<void> {
    await this.page.goto(`/${fragment}`);
    await this.page.mouse.move(0, 0);
    await this.page.waitForFunction(() => !('earlyInput' in window));
  }

  /** A pane, by its heading. */
  pane(name: 'Token' | 'Key' | 'Header' | 'Payload' | 'Signature' | 'Time' | 'Findings' | 'Claims'): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Puts a text on the clipboard and presses the keys for pasting, wherever the focus is. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((content) => navigator.clipboard.writeText(content), text);
    await this.page.keyboard.press('ControlOrMeta+V');
  }

  /** Pastes a token into its field, as most people begin. */
  async pasteToken(text: string): Promise<void> {
    await this.token.focus();
    await this.paste(text);
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** The characters of the token that are marked. */
  markedInToken(): Locator {
    return this.pane('Token').locator('.marked');
  }

  /** Opens a JSON pane's editor as a person does, by a click into the text, and waits for it. */
  async openEditor(part: 'Header' | 'Payload'): Promise<Locator> {
    const field = part === 'Header' ? this.headerJson : this.payloadJson;
    await field.click();
    // The first time the server may still be compressing Monaco's code.
    await expect(this.pane(part).locator('.monaco-editor .view-line').first()).toBeVisible({ timeout: 25_000 });
    await expect(field).toBeFocused();
    return field;
  }
}
