import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { filesToKeep } from '../../scripts/service-worker/build.mjs';
import { OUT } from '../../scripts/sources.mjs';
import type { Marks } from './marks';
import { keptBy, lookAt } from './places';
import { AUTOFILL, type Wire } from './wire';
import { type Deed, install } from './witness';

/** What the page has no reason to do, whatever is in it. */
const NEVER =
  /^(?:new |Clipboard\.(?:write|readText|read)$|IDBFactory|CookieStore|Credentials|Navigator|XMLHttpRequest|HTMLForm|History\.pushState|Service|StorageManager|Cache|LockManager|window\.open|Document\.(?:cookie|domain|execCommand))/;
/** The one name under which anything is kept for the page, and only on request. */
const SETTINGS = 'jwt-debugger-settings ';
/** It names its icon with a query. */
const FIRST_PAGE = readFileSync(join(OUT, 'index.html'), 'utf8');
const TELLER = 'tellWitness';

type Said = { where: string; text: string };

/** Everything by which something can leave a page or outlast it, from the page's first moment on. */
export class Watch {
  /** What was looked at, to see that it is not nothing. */
  readonly counts: Record<string, number> = {};
  /** The names of all that was pressed or filled in. */
  readonly touched = new Set<string>();
  private readonly said = new Map<string, Said>();
  private readonly fragments = new Set<string>();
  private readonly wrong = new Set<string>();
  /** Clicks on "Copy…" after which nothing was written yet. */
  private copies = 0;
  /** While the watch itself opens what is kept. */
  private isLooking = false;

  private constructor(
    private readonly context: BrowserContext,
    private readonly marks: Marks,
    private readonly wire: Wire,
    private readonly origin: string,
  ) {}

  static async begin(context: BrowserContext, marks: Marks, wire: Wire, origin: string): Promise<Watch> {
    const watch = new Watch(context, marks, wire, origin);
    await context.exposeFunction(TELLER, (deed: Deed) => watch.judge(deed));
    await context.addInitScript(install, TELLER);
    const hear = (where: string, ...texts: (string | null | undefined)[]) => watch.hear(where, ...texts);
    context.on('console', (message) => hear('console', message.text(), message.location().url));
    context.on('weberror', (error) => hear('an error', String(error.error().stack ?? error.error())));
    // What the policy refuses never gets to the wire, and is no less wrong for it.
    context.on('request', (asked) =>
      hear('a request', watch.own(asked.url()), JSON.stringify(asked.headers()), asked.postData()),
    );
    context.on('serviceworker', (worker) => hear('a service worker', worker.url()));
    context.on('page', (page) => watch.follow(page));
    for (const page of context.pages()) watch.follow(page);
    return watch;
  }

  /** An address is typed that ends so. It is the person's; that the page takes it away is looked at after it. */
  typed(fragment: string): void {
    this.fragments.add(fragment);
  }

  /** Looks at all that a tab shows outside its page and keeps; for every step of a tour. */
  async look(page: Page): Promise<void> {
    for (const [where, text] of Object.entries(await page.evaluate(lookAt))) this.hear(where, text);
    this.hear('cookies', JSON.stringify(await this.context.cookies()));
  }

  /** Also opens every file and database that is kept, and the list behind the Back button. */
  async lookClosely(page: Page): Promise<void> {
    await this.look(page);
    this.isLooking = true;
    const { cached, databases, files, timed } = await page.evaluate(keptBy);
    this.isLooking = false;
    this.hear('the timings', this.own(timed));
    const own = new Map(Object.entries(filesToKeep(OUT)));
    for (const { url, digest, headers } of cached) {
      this.hear('the cache', url, headers);
      const { origin, pathname } = new URL(url);
      if (origin !== this.origin || own.get(pathname) !== digest)
        this.wrong.add('the cache has what is no file of the build');
    }
    if (databases.length > 0) this.wrong.add('there is a database');
    if (files.length > 0) this.wrong.add('there is a file of the origin’s own');
    this.hear('what is kept', JSON.stringify(await this.context.storageState({ indexedDB: true })));
    const session = await this.context.newCDPSession(page);
    const { entries } = await session.send('Page.getNavigationHistory');
    // What was typed into the address bar is the person's doing, and stands there apart.
    for (const { url, title } of entries) this.hear('the history', url, title);
    await session.detach();
  }

  /** Sentences on what went out or stayed behind; `allowed` are addresses that the person agreed to, each asked once. */
  problems(allowed: readonly string[] = []): string[] {
    const agreed = [...allowed];
    for (const { method, url, headers, body } of this.wire.asked) {
      this.count('the wire');
      this.find('the wire', [url, headers, body].join('\n'));
      if (url.startsWith(AUTOFILL)) {
        this.count('the browser’s autofill');
        continue;
      }
      const { origin, pathname, search } = URL.canParse(url) ? new URL(url) : new URL(`https://${url}`);
      const place = agreed.indexOf(url);
      if (place >= 0) {
        agreed.splice(place, 1);
        if (/^(?:cookie|referer|authorization)$/im.test(headers)) this.wrong.add('more than an address was sent');
      } else if (origin !== this.origin) this.wrong.add(`asked of another host: ${origin}`);
      else if (search !== '' && !FIRST_PAGE.includes(`"${pathname}${search}"`))
        this.wrong.add(`asked with a query: ${pathname}`);
      if (!/^(?:GET|HEAD)$/.test(method) || body !== '') this.wrong.add(`sent: ${method} ${origin}${pathname}`);
    }
    for (const url of agreed) this.wrong.add(`never asked: ${url}`);
    for (const { where, text } of this.said.values()) this.find(where, text);
    return [...this.wrong];
  }

  private follow(page: Page): void {
    page.on('framenavigated', (frame) => this.hear('an address', this.own(frame.url())));
    page.on('websocket', (socket) => this.hear('a socket', socket.url()));
    page.on('worker', (worker) => this.hear('a worker', worker.url()));
    page.on('dialog', (dialog) => this.hear('a dialog', dialog.message()));
    page.on('download', (download) => {
      this.hear('a download', download.suggestedFilename());
      if (!download.url().startsWith('blob:')) this.wrong.add('a download that is not made in the page');
    });
  }

  /** A text without what the person typed into the address bar: the browser and Next say it again before it is gone. */
  private own(text: string): string {
    return [...this.fragments].reduce((rest, fragment) => rest.replaceAll(fragment, ''), text);
  }

  private hear(where: string, ...texts: (string | null | undefined)[]): void {
    this.count(where);
    const text = texts.join('\n');
    this.said.set(`${where}\n${text}`, { where, text });
  }

  /** What the page did. A text goes to the clipboard with a click on a button that says so, one text with each. */
  private judge({ what, text }: Deed): void {
    this.count(what);
    if (/^(?:click|input|change)$/.test(what)) {
      this.touched.add(text);
      if (what === 'click' && /^Cop(?:y|ied)\b/.test(text)) this.copies += 1;
      return;
    }
    if (what === 'Clipboard.writeText') {
      if (this.copies === 0) this.wrong.add('the clipboard was written to unasked');
      this.copies = Math.max(0, this.copies - 1);
      return;
    }
    this.hear(what, what === 'History.replaceState' ? this.own(text) : text);
    if (NEVER.test(what) && !this.isLooking) this.wrong.add(`the page did: ${what}`);
    if (what === 'Storage.setItem' && !text.startsWith(SETTINGS)) this.wrong.add('kept under another name');
  }

  private find(where: string, text: string): void {
    for (const mark of this.marks.foundIn(text)) this.wrong.add(`${where}: ${mark}`);
  }

  private count(where: string): void {
    this.counts[where] = (this.counts[where] ?? 0) + 1;
  }
}
