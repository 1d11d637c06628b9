/** What a text of the corpus must not put on the page, in words; and the texts that the page gave away. */
export type Look = { breaches: string[]; copied: { what: string; text: string }[] };

export type InPage = {
  /** Gives a text to a field as a paste over all that it holds; the page's own handler takes it. */
  paste(name: string, text: string): Promise<void>;
  /** Puts a text into a field as if typed at once. */
  type(name: string, text: string): Promise<void>;
  /** Puts a text into every field of a region, as if typed. */
  fill(region: string, text: string): Promise<void>;
  /** Presses the button of this name, when there is one; with `wait`, as soon as there is one. */
  press(name: string, wait?: boolean): Promise<void>;
  /** Waits until nothing is being worked at, the search for the secret left out; fails after two minutes. */
  settle(): Promise<void>;
  /** What is on the page that a text has no way to put there. */
  look(): string[];
  /** Opens what can be opened, presses what can be pressed without leaving, and looks after each. */
  tour(turn: number, isThorough?: boolean): Promise<Look>;
};

declare global {
  interface Window {
    hostile: InPage;
  }
}

/** Runs in the page before its own scripts, and needs nothing from outside: `window.hostile` is how the corpus is given to it. */
export function install({ canary, host }: { canary: string; host: string }): void {
  const FOREIGN = 'img,iframe,frame,object,embed,base,meta,video,audio,source,math,foreignObject,animate,area,portal';
  const COUNTED = 'script,style,link';
  const ADDRESSES = [
    'href',
    'src',
    'srcset',
    'action',
    'formaction',
    'poster',
    'ping',
    'data',
    'xlink:href',
    'background',
  ];
  const ownPrototype = Object.getOwnPropertyNames(Object.prototype).length;
  const copied: Look['copied'] = [];
  let title: string | undefined;
  let counted: number | undefined;

  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const all = <Found extends Element = HTMLElement>(selector: string, within: ParentNode = document) => [
    ...within.querySelectorAll<Found>(selector),
  ];
  const find = (name: string) =>
    all<HTMLTextAreaElement | HTMLInputElement>('textarea,input').find(
      (each) => (each.getAttribute('aria-label') ?? each.labels?.[0]?.textContent?.trim()) === name,
    );
  const named = (name: string) => {
    const field = find(name);
    if (!field) throw new Error(`There is no field of the name ${name}.`);
    return field;
  };

  const region = (name: string) =>
    all('section').find((each) => {
      const label = each.getAttribute('aria-labelledby');
      return label !== null && document.getElementById(label)?.textContent === name;
    });

  // The clipboard of a machine is one, and slow; what would be written to it is kept here.
  Object.defineProperty(Clipboard.prototype, 'writeText', {
    value: async (text: string) => {
      copied.push({ what: '', text });
    },
  });

  function setValue(
    field: HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement,
    text: string,
    type: string,
  ): void {
    const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value') ?? {};
    set?.call(field, text);
    field.dispatchEvent(new Event(type, { bubbles: true }));
  }

  async function settle(): Promise<void> {
    const end = performance.now() + 120_000;
    await sleep(0);
    do {
      await sleep(12);
      if (performance.now() > end) throw new Error('The page did not come to rest.');
    } while (all('[aria-busy="true"]').some((busy) => busy !== region('Secret search')));
  }

  function isOutside(value: string): boolean {
    let url: URL;
    try {
      url = new URL(value, location.href);
    } catch {
      return true;
    }
    if (url.origin === location.origin) return false;
    // What is linked to are standards and documents, never a host that a token may name.
    return url.protocol !== 'https:' || url.host.endsWith(host) || /(?:\.example|^[\d.]+)$/.test(url.host);
  }

  function look(): string[] {
    const { body } = document;
    title ??= document.title;
    counted ??= all(COUNTED, body).length;
    return [
      ...(canary in window ? ['a script ran'] : []),
      ...(Object.getOwnPropertyNames(Object.prototype).length === ownPrototype ? [] : ['the prototype was changed']),
      ...(document.title === title ? [] : ['the title was changed']),
      ...(all(COUNTED, body).length === counted ? [] : ['a script, style or link was added']),
      ...all(FOREIGN, body).map(({ tagName }) => `there is a ${tagName}`),
      ...all('*', body).flatMap(({ attributes }) =>
        [...attributes].flatMap(({ name, value }) => {
          if (/^on/i.test(name)) return [`an attribute ${name}`];
          if (name === 'style' && /url\(|expression/i.test(value)) return ['an address in a style'];
          return ADDRESSES.includes(name) && isOutside(value) ? [`an address in ${name}`] : [];
        }),
      ),
    ];
  }

  async function choose(select: HTMLSelectElement | undefined, turn: number): Promise<string> {
    if (!select) return '';
    const option = select.options[turn % select.options.length];
    if (option && option.value !== select.value) setValue(select, option.value, 'change');
    await sleep(0);
    return option?.textContent ?? '';
  }

  const button = (name: string | RegExp, within: ParentNode = document) =>
    all<HTMLButtonElement>('button:enabled', within).find((each) => {
      const said = each.getAttribute('aria-label') ?? each.textContent ?? '';
      return typeof name === 'string' ? said === name : name.test(said);
    });
  async function press(found: HTMLButtonElement | undefined): Promise<boolean> {
    found?.click();
    if (found) await sleep(0);
    return found !== undefined;
  }

  async function copyFrom(found: HTMLButtonElement | undefined, what: string): Promise<void> {
    const before = copied.length;
    found?.click();
    for (let tries = 0; found && copied.length === before && tries < 50; tries += 1) await sleep(2);
    for (const each of copied.slice(before)) each.what = what;
  }

  async function tour(turn: number, isThorough = true): Promise<Look> {
    copied.length = 0;
    const breaches = look();
    for (const details of all<HTMLDetailsElement>('main details:not([open])').slice(0, 100)) details.open = true;
    await press(button(/^Show in the /));
    await press(button(/bytes in hexadecimal$/));
    await press(button('Raw', region('Payload') ?? document));
    const disclosed = all<HTMLElement>('input[type=radio],button').find(
      (each) => each.closest('label')?.textContent === 'Disclosed',
    );
    disclosed?.click();
    await sleep(0);
    if (!isThorough) return { breaches: [...breaches, ...look()], copied: [] };
    const report = region('Report');
    const code = region('As code');
    await press(button('From this token'));
    if (code) {
      const library = await choose(all<HTMLSelectElement>('select', code)[0], turn);
      await copyFrom(button(/^(?:Copy code|Copied)$/, code), `code ${library}`);
    }
    if (report) {
      for (const tick of all<HTMLInputElement>('input[type=checkbox]:not(:checked)', report)) tick.click();
      // Markdown and HTML are what markup hides in: the two that are data take turns, more seldom.
      for (const place of turn % 3 === 0 ? [0, 1, 2 + (turn % 2)] : [0, 1]) {
        const form = await choose(all<HTMLSelectElement>('select', report)[0], place);
        await copyFrom(button(/^(?:Copy report|Copied)$/, report), form);
      }
    }
    if (turn % 8 === 0 && (await press(button('Fetch…')))) {
      for (let tries = 0; !document.querySelector('dialog[open]') && tries < 50; tries += 1) await sleep(10);
      breaches.push(...look());
      document.querySelector<HTMLDialogElement>('dialog[open]:not(#shortcuts)')?.close();
    }
    breaches.push(...look());
    if (await press(button(/^Open the /))) {
      await settle();
      breaches.push(...look());
      await press(button('Back to it'));
    }
    await press(button(/^Raw$/, region('Payload') ?? document));
    return { breaches, copied: [...copied] };
  }

  window.hostile = {
    async paste(name, text) {
      const field = named(name);
      field.focus();
      field.setSelectionRange(0, field.value.length);
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      // Where the page takes nothing over, the field's own pasting would: that is typing over the selection.
      if (field.dispatchEvent(event)) setValue(field, text, 'input');
      await settle();
    },
    async type(name, text) {
      // Some forms are loaded when they are first wanted.
      for (let tries = 0; !find(name) && tries < 200; tries += 1) await sleep(10);
      setValue(named(name), text, 'input');
      await settle();
    },
    async fill(name, text) {
      for (const field of all<HTMLInputElement>('input:not([type]),input[type=text],textarea', region(name))) {
        setValue(field, text, 'input');
      }
      await settle();
    },
    async press(name, wait = false) {
      for (let tries = 0; wait && !button(name) && tries < 200; tries += 1) await sleep(10);
      if (!(await press(button(name))) && wait) throw new Error(`There is no button of the name ${name}.`);
      await settle();
    },
    settle,
    look,
    tour,
  };
}
