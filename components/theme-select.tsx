'use client';

import { valuesOf } from '@/lib/state/settings';
import { Select } from './select';
import { useSetting } from './use-setting';

const THEMES = valuesOf('theme');

/** Light, dark or as the system has it. The choice is a setting; the head's script makes the page follow it. */
export function ThemeSelect() {
  const [theme, setTheme] = useSetting('theme');
  return (
    <Select
      name="Theme"
      value={theme}
      onChange={(event) => {
        const chosen = THEMES.find((each) => each === event.currentTarget.value) ?? 'system';
        document.documentElement.dataset.themeChoice = chosen;
        setTheme(chosen);
      }}
    >
      {THEMES.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </Select>
  );
}
