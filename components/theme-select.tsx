'use client';

import { useSyncExternalStore } from 'react';
import { Select } from './select';

const THEMES = ['system', 'light', 'dark'] as const;

/** Light, dark or as the system has it. The choice is kept in this browser; it is the only thing that is. */
export function ThemeSelect() {
  const choice = useSyncExternalStore(subscribe, readChoice, () => 'system');
  return (
    <Select
      name="Theme"
      value={choice}
      onChange={(event) => {
        const { value } = event.currentTarget;
        document.documentElement.dataset.themeChoice = value;
        try {
          if (value === 'system') localStorage.removeItem('theme');
          else localStorage.setItem('theme', value);
        } catch {
          // A browser that keeps nothing still shows the theme until the tab is closed.
        }
      }}
    >
      {THEMES.map((theme) => (
        <option key={theme} value={theme}>
          {theme}
        </option>
      ))}
    </Select>
  );
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme-choice'] });
  return () => observer.disconnect();
}

function readChoice(): string {
  return document.documentElement.dataset.themeChoice ?? 'system';
}
