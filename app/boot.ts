import { SETTINGS_KEY } from '@/lib/state/settings';

/*
 * What must happen before the page is live. It runs as an inline script in the head: it may use nothing of this module's
 * surroundings, and its text goes into the page as it stands.
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
      // A page of the reference has no such field.
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

export const BOOT_SCRIPT = `(${applyTheme})(${JSON.stringify(SETTINGS_KEY)});(${keepRecords})();(${keepEarlyInput})();`;
