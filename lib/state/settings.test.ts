import { describe, expect, test } from 'vitest';
import { reportForms } from '../review/report-forms';
import { snippetLibraries } from '../review/snippets';
import {
  createSettings,
  FIRST_SETTINGS,
  readSettings,
  SETTINGS_KEY,
  type Shelf,
  settingsWords,
  valuesOf,
  writeSettings,
} from './settings';

function shelfOf(...kept: [name: string, text: string][]): Shelf & { all: Map<string, string> } {
  const all = new Map(kept);
  return {
    all,
    getItem: (name) => all.get(name) ?? null,
    setItem: (name, text) => void all.set(name, text),
    removeItem: (name) => void all.delete(name),
  };
}

describe('reading settings', () => {
  test.each([
    ['', {}],
    ['{"theme":', {}],
    ['null', {}],
    ['"dark"', {}],
    ['["dark"]', {}],
    ['{"theme":"dark"}', { theme: 'dark' }],
    ['{"theme":"dark","token":"eyJ"}', { theme: 'dark' }],
    ['{"theme":"Dark","signature":"bytes"}', { signature: 'bytes' }],
    ['{"theme":{"theme":"dark"}}', {}],
    ['{"__proto__":{"theme":"dark"},"constructor":"dark"}', {}],
  ])('takes from %j what is a setting and no more', (text, taken) => {
    expect(readSettings(text)).toEqual({ ...FIRST_SETTINGS, ...taken });
  });

  test('reads what was written', () => {
    const settings = { ...FIRST_SETTINGS, theme: 'light', library: 'pyjwt' } as const;
    expect(readSettings(writeSettings(settings))).toEqual(settings);
    expect(settingsWords(settings)).toBe('theme: light, library: pyjwt');
    expect(settingsWords(FIRST_SETTINGS)).toBe('');
  });

  test('knows every library and every form of a report', () => {
    expect([...valuesOf('library')].sort()).toEqual(snippetLibraries.map(({ id }) => id).sort());
    expect(valuesOf('report')).toEqual(reportForms.map(({ id }) => id));
  });
});

describe('the settings of a page', () => {
  test('are not kept until that is asked for, and are gone at once when it is not wanted any more', () => {
    const shelf = shelfOf(['another’s', 'text']);
    const settings = createSettings(() => shelf);
    settings.set({ theme: 'dark' });
    expect(settings.get().theme).toBe('dark');
    expect([...shelf.all.keys()]).toEqual(['another’s']);
    settings.keep(true);
    expect(shelf.all.get(SETTINGS_KEY)).toBe('{"theme":"dark"}');
    settings.set({ signature: 'bytes' });
    expect(shelf.all.get(SETTINGS_KEY)).toBe('{"theme":"dark","signature":"bytes"}');
    settings.keep(false);
    expect([...shelf.all]).toEqual([['another’s', 'text']]);
    expect(settings.get().theme).toBe('dark');
    settings.set({ theme: 'light' });
    expect(settings.isKept()).toBe(false);
  });

  test('begin as they are kept', () => {
    const settings = createSettings(() => shelfOf([SETTINGS_KEY, '{"report":"sarif"}']));
    expect(settings.isKept()).toBe(true);
    expect(settings.get().report).toBe('sarif');
  });

  test('are kept no longer when another page took them away', () => {
    const shelf = shelfOf([SETTINGS_KEY, '{}']);
    const settings = createSettings(() => shelf);
    settings.set({ theme: 'dark' });
    shelf.all.clear();
    settings.set({ theme: 'light' });
    expect(shelf.all.size).toBe(0);
  });

  test('last as long as the page where the browser keeps nothing', () => {
    const settings = createSettings(() => {
      throw new Error('refused');
    });
    settings.keep(true);
    settings.set({ theme: 'dark' });
    expect(settings.get().theme).toBe('dark');
    expect(settings.isKept()).toBe(false);
  });

  test('tell of every change', () => {
    const settings = createSettings(() => shelfOf());
    let told = 0;
    const stop = settings.subscribe(() => {
      told += 1;
    });
    settings.set({ theme: 'dark' });
    settings.keep(true);
    settings.lookAgain();
    stop();
    settings.keep(false);
    expect(told).toBe(3);
  });
});
