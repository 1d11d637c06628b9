'use client';

import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Where one field took the place of another, `which` tells them apart: the focus, which went with the old, comes along. */
export function useKeptFocus(field: RefObject<HTMLElement | null>, which: unknown): void {
  const before = useRef(which);
  useLayoutEffect(() => {
    if (before.current !== which && document.activeElement === document.body) field.current?.focus();
    before.current = which;
  }, [field, which]);
}
