/** One thing that a page did which could carry something out of it: what, in which frame, and with which words. */
export type Deed = { what: string; text: string };

/**
 * Runs in every page and frame before its own scripts, and needs nothing from outside: has each deed told to the function
 * of this name. What the person who is played does with the clipboard goes by `ownClipboard`, which is not told.
 */
export function install(teller: string): void {
  type Method = (this: unknown, ...given: unknown[]) => unknown;
  const tell = (Reflect.get(window, teller) as (deed: Deed) => void) ?? (() => undefined);

  const asText = (value: unknown): string => {
    if (typeof value === 'string') return value;
    if (value instanceof Request) return `${value.method} ${value.url}`;
    try {
      return JSON.stringify(value) ?? String(value);
    } catch {
      return String(value);
    }
  };
  const say = (what: string, given: readonly unknown[]) => tell({ what, text: given.map(asText).join(' ') });

  /** A method of an interface that this browser may lack. */
  function watch(owner: string, ...names: string[]): void {
    const found: unknown = Reflect.get(window, owner);
    const prototype: object | undefined = typeof found === 'function' ? found.prototype : undefined;
    for (const name of names) {
      const method: unknown = prototype && Reflect.get(prototype, name);
      if (!prototype || typeof method !== 'function') continue;
      Object.defineProperty(prototype, name, {
        configurable: true,
        writable: true,
        value(this: unknown, ...given: unknown[]) {
          say(`${owner}.${name}`, given);
          return (method as Method).apply(this, given);
        },
      });
    }
  }

  function watchSetter(owner: string, name: string): void {
    const { prototype } = Reflect.get(window, owner) as { prototype: object };
    const { get, set } = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
    Object.defineProperty(prototype, name, {
      configurable: true,
      get,
      set(value: unknown) {
        say(`${owner}.${name}`, [value]);
        set?.call(this, value);
      },
    });
  }

  function watchMade(name: string): void {
    const made: unknown = Reflect.get(window, name);
    if (typeof made !== 'function') return;
    const construct = (target: object, given: unknown[], self: object) => {
      say(`new ${name}`, given);
      return Reflect.construct(target as never, given, self as never) as object;
    };
    Object.defineProperty(window, name, { configurable: true, writable: true, value: new Proxy(made, { construct }) });
  }

  function watchOwn(name: 'fetch' | 'open'): void {
    const own = Reflect.get(window, name) as Method;
    Object.defineProperty(window, name, {
      configurable: true,
      writable: true,
      value(...given: unknown[]) {
        say(`window.${name}`, given);
        return own.apply(window, given);
      },
    });
  }

  const { clipboard } = navigator;
  if (clipboard) Object.assign(window, { ownClipboard: clipboard.writeText.bind(clipboard) });

  watch('Clipboard', 'writeText', 'write', 'readText', 'read');
  watch('Storage', 'setItem');
  watch('History', 'pushState', 'replaceState');
  watch('IDBFactory', 'open');
  watch('CacheStorage', 'open');
  watch('Cache', 'add', 'addAll', 'put');
  watch('StorageManager', 'getDirectory');
  watch('CookieStore', 'set');
  watch('CredentialsContainer', 'store', 'create', 'get');
  watch('Navigator', 'sendBeacon', 'share', 'registerProtocolHandler', 'setAppBadge');
  watch('Performance', 'mark', 'measure');
  watch('XMLHttpRequest', 'open', 'send', 'setRequestHeader');
  watch('ServiceWorkerRegistration', 'showNotification');
  watch('LockManager', 'request');
  watch('HTMLFormElement', 'submit', 'requestSubmit');
  for (const [owner, name] of [
    ['Document', 'cookie'],
    ['Document', 'title'],
    ['Document', 'domain'],
  ] as const) {
    watchSetter(owner, name);
  }
  const makers = ['WebSocket', 'WebTransport', 'EventSource', 'RTCPeerConnection', 'BroadcastChannel', 'SharedWorker'];
  for (const name of [...makers, 'Notification', 'PaymentRequest', 'SpeechSynthesisUtterance']) watchMade(name);
  watchOwn('fetch');
  watchOwn('open');

  // `copy` by command, and what other windows and frames are told.
  const { execCommand } = Document.prototype;
  Document.prototype.execCommand = function (this: Document, name: string, ...given) {
    if (/copy|cut/i.test(name)) say('Document.execCommand', [name]);
    return execCommand.call(this, name, ...given);
  };
  addEventListener('message', ({ data }) => say('message', [data]), true);

  const nameOf = (element: Element) => {
    if (/^\/checks\/./.test(element.getAttribute('href') ?? '')) return 'About a check';
    if (element.matches('[aria-label="Disclosures"] input')) return 'A disclosure';
    const labels = 'labels' in element ? [...((element.labels as NodeListOf<HTMLElement> | null) ?? [])] : [];
    const name = element.getAttribute('aria-label') ?? labels[0]?.textContent ?? element.textContent ?? '';
    return name.replace(/\s+/g, ' ').trim();
  };
  const CONTROLS = 'button, select, input, textarea, summary, a[href^="/"]';
  const controlOf = (target: EventTarget | null) => {
    if (!(target instanceof Element)) return;
    return target.closest(CONTROLS) ?? target.closest('label')?.control;
  };
  for (const kind of ['click', 'input', 'change'] as const) {
    addEventListener(
      kind,
      ({ isTrusted, target }) => {
        const control = controlOf(target);
        if (!control || (kind === 'click' && (!isTrusted || /^(?:SELECT|TEXTAREA)$/.test(control.tagName)))) return;
        tell({ what: kind, text: nameOf(control) });
      },
      true,
    );
  }
  // An editor takes its text from the keyboard, and has no field.
  addEventListener(
    'keydown',
    ({ target }) => {
      const editor = target instanceof Element ? target.closest('.monaco-editor [role="textbox"]') : null;
      if (editor) tell({ what: 'input', text: nameOf(editor) });
    },
    true,
  );
  Object.assign(window, {
    controlsInSight: () =>
      [...document.querySelectorAll(CONTROLS)]
        .filter((control) => control.checkVisibility() && !control.closest('.monaco-editor'))
        .map(nameOf),
  });
}
