'use client';

import { useEffect, useId, useState } from 'react';
import { SETTINGS_KEY, settingsWords } from '@/lib/state/settings';
import { PrivacySection } from './privacy-section';
import { useKept, useSettings } from './use-setting';

/** What this browser keeps for the page, read from the browser itself, and the one thing that a person can have kept. */
export function PrivacyStorage() {
  const [isKept, keep] = useKept();
  const settings = useSettings();
  const words = settingsWords(settings);
  const id = useId();
  const kept = useKeptThings(`${isKept} ${words}`);

  return (
    <PrivacySection name="What this browser keeps">
      {kept.length === 0 ? (
        <p role="status" className="font-semibold text-good">
          Nothing.
        </p>
      ) : (
        <ul aria-label="Kept" className="list-disc space-y-0.5 pl-5">
          {kept.map((thing) => (
            <li key={thing} className="break-words">
              {thing}
            </li>
          ))}
        </ul>
      )}
      <label className="flex min-h-6 items-center gap-2">
        <input
          type="checkbox"
          className="size-4"
          checked={isKept}
          aria-describedby={id}
          onChange={(event) => keep(event.currentTarget.checked)}
        />
        Remember my settings
      </label>
      <p id={id} className="text-muted">
        The theme, how panes show their text, and the form of code and reports: {words || 'none is changed yet'}. Never
        a token, key, expectation or note. Untick it, and what is kept is gone at once.
      </p>
    </PrivacySection>
  );
}

/** What is kept under this origin, in words. `about` is what it is looked up anew for. */
function useKeptThings(about: string): readonly string[] {
  const [things, setThings] = useState<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept changes with what it is about
  useEffect(() => {
    let isWanted = true;
    keptThings().then((found) => isWanted && setThings(found));
    return () => {
      isWanted = false;
    };
  }, [about]);
  return things;
}

async function keptThings(): Promise<string[]> {
  const names = (storage: () => Storage) => Object.keys(attempt(storage) ?? {});
  const caches_ = await settled(() => caches.keys());
  const databases = await settled(() => indexedDB.databases());
  const cookies = document.cookie.split(';').filter((cookie) => cookie.trim() !== '');
  return [
    ...names(() => localStorage).map((name) =>
      name === SETTINGS_KEY ? 'Your settings, because you asked for that' : `“${name}” in the local storage`,
    ),
    ...names(() => sessionStorage).map((name) => `“${name}” in the session storage`),
    ...(caches_ ?? []).map((name) => `The cache “${name}”: the page’s own files, to open without a connection`),
    ...(databases ?? []).map(({ name }) => `The database “${name}”`),
    ...cookies.map((cookie) => `The cookie “${cookie.split('=')[0]?.trim()}”`),
  ];
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    // A browser that keeps nothing says so with an error.
    return undefined;
  }
}

function settled<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  return Promise.resolve(attempt(read)).catch(() => undefined);
}
