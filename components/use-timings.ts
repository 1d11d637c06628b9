'use client';

import { useEffect, useState } from 'react';
import type { Timing } from '@/lib/state/traffic';

/** Every request of this tab that the browser has noted, those before the first call too, as they come. */
export function useTimings(): readonly Timing[] {
  const [timings, setTimings] = useState<readonly Timing[]>([]);
  useEffect(() => {
    const observer = new PerformanceObserver((list) => {
      const fresh = list.getEntries() as PerformanceResourceTiming[];
      setTimings((known) => [...known, ...fresh]);
    });
    for (const type of ['navigation', 'resource']) observer.observe({ type, buffered: true });
    return () => observer.disconnect();
  }, []);
  return timings;
}
