/*
 * What must happen before the page is live. It runs as an inline script in the head: it may use nothing of this module's
 * surroundings, and its text goes into the page as it stands.
 */

/** The theme before the first paint, so that it does not flash; kept in this browser only if the person chose one. */
function applyTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const apply = () => {
    const chosen = root.dataset.themeChoice;
    root.dataset.theme = chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light';
  };
  try {
    root.dataset.themeChoice = localStorage.getItem('theme') ?? 'system';
  } catch {
    root.dataset.themeChoice = 'system';
  }
  apply();
  dark.addEventListener('change', apply);
  new MutationObserver(apply).observe(root, { attributeFilter: ['data-theme-choice'] });
}

/**
 * Typing and pasting before the page is live: React would reset the fields, so what they hold is kept in a variable until
 * it is taken up.
 */
function keepEarlyInput(): void {
  const early: Record<string, string> = {};
  Object.assign(window, { earlyInput: early });
  addEventListener(
    'input',
    ({ target }) => {
      if (target instanceof HTMLTextAreaElement && target.ariaLabel) early[target.ariaLabel] = target.value;
    },
    true,
  );
  addEventListener(
    'paste',
    (event) => {
      if (!('earlyInput' in window)) return;
      const { target } = event;
      const text = event.clipboardData?.getData('text');
      const isElsewhere = target instanceof HTMLTextAreaElement && target.ariaLabel !== 'Token';
      const field = document.querySelector('textarea[aria-label="Token"]');
      // A page of the reference has no such field.
      if (!text || isElsewhere || !(field instanceof HTMLTextAreaElement)) return;
      // What stands in the field is the sample: the paste takes its place.
      event.preventDefault();
      field.value = text;
      early.Token = text;
    },
    true,
  );
}

export const BOOT_SCRIPT = `(${applyTheme})();(${keepEarlyInput})();`;
