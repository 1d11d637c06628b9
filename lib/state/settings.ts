/** The name under which the settings are kept, if they are. */
export const SETTINGS_KEY = 'jwt-debugger-settings';

/**
 * Every setting with its values, the first of which holds until another is chosen. Settings say how things are shown and
 * nothing of what is shown: no token, key, expectation or note is one.
 */
const VALUES = {
  theme: ['system', 'light', 'dark'],
  header: ['laid out', 'raw'],
  payload: ['laid out', 'raw'],
  signature: ['formula', 'bytes'],
  encryption: ['parts', 'formula'],
  library: ['jose', 'jsonwebtoken', 'pyjwt', 'golang-jwt', 'jjwt', 'dotnet', 'ruby-jwt', 'php-jwt'],
  report: ['markdown', 'html', 'json', 'sarif'],
} as const;

type Name = keyof typeof VALUES;

export type Settings = { readonly [Each in Name]: (typeof VALUES)[Each][number] };

const NAMES = Object.keys(VALUES) as Name[];

/** What holds until something else is chosen. */
export const FIRST_SETTINGS = Object.fromEntries(NAMES.map((name) => [name, VALUES[name][0]])) as Settings;

/** The values of a setting, the first one first. */
export function valuesOf<Each extends Name>(name: Each): (typeof VALUES)[Each] {
  return VALUES[name];
}

/** Settings from a kept text: what is no setting, or no value of its setting, is passed over. Never throws. */
export function readSettings(text: string): Settings {
  const kept = membersOf(text);
  const taken = NAMES.flatMap((name) => {
    const value = VALUES[name].find((each) => kept.get(name) === each);
    return value === undefined ? [] : [[name, value]];
  });
  return { ...FIRST_SETTINGS, ...Object.fromEntries(taken) };
}

function membersOf(text: string): ReadonlyMap<string, unknown> {
  try {
    const kept: unknown = JSON.parse(text);
    return new Map(typeof kept === 'object' && kept !== null ? Object.entries(kept) : []);
  } catch {
    // Someone else's text under this name.
    return new Map();
  }
}

/** The settings that differ from the first ones, as a text to keep. */
export function writeSettings(settings: Settings): string {
  return JSON.stringify(Object.fromEntries(changed(settings).map((name) => [name, settings[name]])));
}

/** The settings that differ from the first ones, in words: "theme: dark, signature: bytes"; "" where none does. */
export function settingsWords(settings: Settings): string {
  return changed(settings)
    .map((name) => `${name}: ${settings[name]}`)
    .join(', ');
}

function changed(settings: Settings): Name[] {
  return NAMES.filter((name) => settings[name] !== FIRST_SETTINGS[name]);
}

/** What of the browser's storage is used. */
export type Shelf = {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
};

/** The settings of a page, and whether the browser keeps them. */
export type SettingsStore = {
  get(): Settings;
  set(change: Partial<Settings>): void;
  /** Whether they are kept: so they are if, and only if, there is something under {@link SETTINGS_KEY}. */
  isKept(): boolean;
  /** Keeps them from now on, or takes away at once what is kept. They hold in this page either way. */
  keep(isKept: boolean): void;
  /** Calls `listener` after every change; gives the way to stop it. */
  subscribe(listener: () => void): () => void;
  /** Another page of this origin has changed what is kept. */
  lookAgain(): void;
};

/**
 * Settings that begin as they are kept. `shelf` gives the storage and may throw, as browsers do that keep nothing; the
 * settings then last as long as the page.
 */
export function createSettings(shelf: () => Shelf): SettingsStore {
  const listeners = new Set<() => void>();
  const read = () => attempt(() => shelf().getItem(SETTINGS_KEY)) ?? undefined;
  let settings: Settings | undefined;
  const get = () => {
    settings ??= readSettings(read() ?? '');
    return settings;
  };
  const write = () => attempt(() => shelf().setItem(SETTINGS_KEY, writeSettings(get())));
  const isKept = () => read() !== undefined;
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  return {
    get,
    isKept,
    set(change) {
      settings = { ...get(), ...change };
      if (isKept()) write();
      tell();
    },
    keep(wanted) {
      if (wanted) write();
      else attempt(() => shelf().removeItem(SETTINGS_KEY));
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    lookAgain: tell,
  };
}

function attempt<Value>(action: () => Value): Value | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
