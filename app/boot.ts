import { SETTINGS_KEY } from '@/lib/state/settings';

/*
 * What must happen before the page is live. It runs as inline scripts: they may use nothing of this module's
 * surroundings, and their text goes into the page as it stands.
 */

/** The theme before the first paint, so that it does not flash: the kept one, where settings are kept, else the system's. */
function applyTheme(settingsKey: string): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const apply = () => {
    const chosen = root.dataset.themeChoice;
    root.dataset.theme = chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light';
  };
  let kept: unknown;
  try {
    kept = JSON.parse(localStorage.getItem(settingsKey) ?? '{}').theme;
  } catch {
    // Another's text under this name, or a browser that keeps nothing.
  }
  root.dataset.themeChoice = kept === 'light' || kept === 'dark' ? kept : 'system';
  apply();
  dark.addEventListener('change', apply);
  new MutationObserver(apply).observe(root, { attributeFilter: ['data-theme-choice'] });
}

/**
 * Typing and pasting before the page is live: React would reset the fields, so what they hold is kept in a variable until
 * it is taken up.
 */
function keepEarlyInput(): void {
  // Held by the window alone: once it is taken up from there, nothing here knows it.
  const early = () => ('earlyInput' in window ? (window.earlyInput as Record<string, string>) : undefined);
  Object.assign(window, { earlyInput: {} });
  addEventListener(
    'input',
    ({ target }) => {
      const kept = early();
      if (kept && target instanceof HTMLTextAreaElement && target.ariaLabel) kept[target.ariaLabel] = target.value;
    },
    true,
  );
  addEventListener(
    'paste',
    (event) => {
      const kept = early();
      if (!kept) return;
      const { target } = event;
      const text = event.clipboardData?.getData('text');
      const isElsewhere = target instanceof HTMLTextAreaElement && target.ariaLabel !== 'Token';
      const field = document.querySelector('textarea[aria-label="Token"]');
      if (!text || isElsewhere || !(field instanceof HTMLTextAreaElement)) return;
      // What stands in the field is the sample: the paste takes its place.
      event.preventDefault();
      field.value = text;
      kept.Token = text;
    },
    true,
  );
}

/**
 * What is pressed and chosen before the page, or the part that it is in, is live is pressed and chosen again then. Only what a
 * script must answer: links, and what opens and closes, answer by themselves.
 */
function keepEarlyActs(): void {
  const early: { on?: Element; again(): void }[] = [];
  Object.assign(window, { earlyActs: early });
  const keep = (again: () => void, on?: Element) => 'earlyActs' in window && early.push({ on, again });
  // React leaves its mark on every element that is live.
  const isLive = (element: Element) => Object.keys(element).some((name) => name.startsWith('__react'));
  const keepOn = (element: Element, again: () => void) => isLive(element) || keep(again, element);
  // All are heard ahead of React, which lets nobody else hear of a press on what is not live yet.
  addEventListener(
    'click',
    ({ target }) => {
      const button = target instanceof Element && target.closest('button');
      if (button) keepOn(button, () => button.click());
    },
    true,
  );
  addEventListener(
    'change',
    ({ target }) => {
      const isChoice = target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.files);
      if (isChoice) keepOn(target, () => target.dispatchEvent(new Event('change', { bubbles: true })));
    },
    true,
  );
  addEventListener(
    'focusin',
    ({ target }) => {
      if (!(target instanceof HTMLElement) || target.autofocus) return;
      const isThere = () => document.activeElement === target;
      keepOn(target, () => isThere() && target.dispatchEvent(new FocusEvent('focusin', { bubbles: true })));
    },
    true,
  );
  addEventListener(
    'keydown',
    (event) => {
      const { target, key, code, altKey, shiftKey, ctrlKey, metaKey } = event;
      // A key in a field has made its text, which is kept; one that presses a button is a click, too.
      const isField = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
      if (!target || isField || key.length > 1 || key === ' ') return;
      // The whole page's keys are heard as soon as its fields are live.
      if (!('earlyInput' in window)) return;
      const again = { key, code, altKey, shiftKey, ctrlKey, metaKey, bubbles: true, cancelable: true };
      keep(() => target.dispatchEvent(new KeyboardEvent('keydown', again)));
    },
    true,
  );
}

/**
 * Gives the page `whenPresent`, which fetches its scripts once all that can be seen is there, and calls when somebody is: at
 * the first sign of a person, all of which come before what the person does is done; at once where the address or the system
 * hands the page something; and else when the page has been at rest for `rest` milliseconds, since its clock must move and its
 * files be kept. Until then the page is markup, and costs a phone nothing while it is drawn.
 */
function waitForPerson(rest: number): void {
  const signs = [
    'pointermove',
    'pointerdown',
    'wheel',
    'touchstart',
    'keydown',
    'click',
    'input',
    'paste',
    'dragenter',
  ];
  const isGiven = location.hash !== '' || !matchMedia('(display-mode: browser)').matches;
  const present = new Promise<unknown>((resolve) => {
    if (isGiven) resolve(isGiven);
    for (const sign of signs) addEventListener(sign, resolve, { capture: true, passive: true, once: true });
    // The browser itself puts the focus where the markup says.
    const isMoved = ({ target }: Event) => !(target instanceof HTMLElement && target.autofocus);
    addEventListener('focusin', (event) => isMoved(event) && resolve(event));
    addEventListener('load', () => setTimeout(resolve, rest));
  });
  const loaded = new Promise<unknown>((resolve) => addEventListener('load', resolve));
  Object.assign(window, {
    whenPresent(scripts: readonly string[], begin: () => void) {
      Promise.race([present, loaded]).then(() => {
        for (const src of scripts) document.head.append(Object.assign(document.createElement('script'), { src }));
      });
      present.then(begin);
    },
  });
}

/** Milliseconds that the page is left alone once it is loaded. */
const REST = 2_500;

/**
 * Counts what the policy refuses, from the first moment on, for the panel that shows it; and has the browser remember all
 * requests of a long visit, not only the first 250.
 */
function keepRecords(): void {
  const refusals: { directive: string; of: string; at: number }[] = [];
  Object.assign(window, { refusals });
  performance.setResourceTimingBufferSize(10_000);
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    // The host alone: a path could quote a token.
    const of = URL.canParse(blockedURI) ? new URL(blockedURI).host || blockedURI.split(':')[0] || '' : blockedURI;
    if (refusals.length < 1_000) refusals.push({ directive: effectiveDirective, of, at: Date.now() });
  });
}

/** In the head of every page. */
export const BOOT_SCRIPT = `(${applyTheme})(${JSON.stringify(SETTINGS_KEY)});(${keepRecords})();`;
/** In front of what a person can use before it is live. */
export const START_SCRIPT = `(${keepEarlyInput})();(${keepEarlyActs})();(${waitForPerson})(${REST});`;
