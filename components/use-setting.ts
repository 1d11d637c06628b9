'use client';

import { useSyncExternalStore } from 'react';
import { createSettings, FIRST_SETTINGS, SETTINGS_KEY, type Settings } from '@/lib/state/settings';

const settings = createSettings(() => localStorage);

function subscribe(listener: () => void): () => void {
  const stop = settings.subscribe(listener);
  const hear = ({ key }: StorageEvent) => (key === SETTINGS_KEY || key === null) && settings.lookAgain();
  addEventListener('storage', hear);
  return () => {
    stop();
    removeEventListener('storage', hear);
  };
}

/** One setting and the way to change it. While the page is built and taken over it has its first value. */
export function useSetting<Name extends keyof Settings>(
  name: Name,
): [value: Settings[Name], set: (value: Settings[Name]) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => settings.get()[name],
    () => FIRST_SETTINGS[name],
  );
  return [value, (next) => settings.set({ [name]: next })];
}

/** Whether this browser keeps the settings, and the way to have it or not. */
export function useKept(): [isKept: boolean, keep: (isKept: boolean) => void] {
  const isKept = useSyncExternalStore(subscribe, settings.isKept, () => false);
  return [isKept, settings.keep];
}

/** All settings. */
export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, settings.get, () => FIRST_SETTINGS);
}
