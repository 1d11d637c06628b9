'use client';

import { useEffect } from 'react';
import { editPart, pasteToken, setAuditor, setKeyText, setTimeZone, tick } from '@/lib/state/actions';
import { loadAuditor, startGathering } from '@/lib/state/audit';
import { startAuditing } from '@/lib/state/auditing';
import { tokenInFragment } from '@/lib/state/fragment';
import { takeText } from '@/lib/state/given-text';
import { redo, undo } from '@/lib/state/history';
import { startJobs } from '@/lib/state/job';
import { startRemembering } from '@/lib/state/remember';
import { historyStep } from './field';
import { useAct, useStore } from './store-context';
import { whenIdle } from './when-idle';
import { whenTouched } from './when-touched';

const PLACES = ['Token', 'Header JSON', 'Payload JSON', 'Key'] as const;

/** What joins the page to the world outside React: jobs, the clock, the address bar, and the whole page's keys. */
export function PageEffects() {
  const store = useStore();
  const act = useAct();

  useEffect(() => startJobs(store), [store]);

  useEffect(() => startGathering(store), [store]);

  useEffect(() => startAuditing(store), [store]);

  useEffect(() => startRemembering(store), [store]);

  // What the checks said of the sample when the page was built is in it already. They run as soon as the page is at rest,
  // since the clock has moved, or at the first sign of a person.
  useEffect(() => {
    let isLoading = false;
    const load = () => {
      if (isLoading) return;
      isLoading = true;
      loadAuditor().then(
        (auditor) => store.apply((state) => setAuditor(state, auditor)),
        () => store.apply((state) => setAuditor(state, 'unavailable')),
      );
    };
    const stopIdling = whenIdle(load);
    const stopWaiting = whenTouched(load);
    const stopFollowing = store.subscribe(() => store.get().past.length > 0 && load());
    return () => {
      stopIdling();
      stopWaiting();
      stopFollowing();
    };
  }, [store]);

  useEffect(() => {
    const secondsNow = () => Math.floor(Date.now() / 1000);
    const moveClock = () => store.apply((state) => tick(state, secondsNow()));
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    store.apply((state) => tick(setTimeZone(state, timeZone), secondsNow()));
    const timer = setInterval(() => document.visibilityState === 'visible' && moveClock(), 1000);
    return () => clearInterval(timer);
  }, [store]);

  useEffect(() => {
    const early: Record<string, string> = 'earlyInput' in window ? (window.earlyInput as Record<string, string>) : {};
    if (early.Token !== undefined) act(pasteToken, early.Token);
    if (early.Key !== undefined) act(setKeyText, early.Key);
    if (early['Header JSON'] !== undefined) act(editPart, 'header', early['Header JSON']);
    if (early['Payload JSON'] !== undefined) act(editPart, 'payload', early['Payload JSON']);
    Reflect.deleteProperty(window, 'earlyInput');
  }, [act]);

  useEffect(() => {
    const takeFragment = () => {
      const given = tokenInFragment(location.hash);
      if (!given) return;
      // Gone from the address bar at once, so that it is neither shared nor kept with the page's address.
      history.replaceState(history.state, '', location.pathname);
      act(pasteToken, given.token);
      if (given.key !== undefined) act(setKeyText, given.key);
    };
    takeFragment();
    addEventListener('hashchange', takeFragment);
    return () => removeEventListener('hashchange', takeFragment);
  }, [act]);

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text');
      if (!text || isEditable(event.target)) return;
      event.preventDefault();
      act(takeText, text);
    };
    const press = (event: KeyboardEvent) => {
      const place =
        event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey
          ? Number(event.code.replace('Digit', ''))
          : Number.NaN;
      if (place >= 1 && place <= 5) {
        event.preventDefault();
        goTo(place);
      } else if (!isEditable(event.target)) {
        const step = historyStep(event);
        if (step) store.apply(step === 'undo' ? undo : redo);
        else if (event.key === '?') document.querySelector<HTMLDialogElement>('#shortcuts')?.showModal();
        else return;
        event.preventDefault();
      }
    };
    addEventListener('paste', paste);
    addEventListener('keydown', press);
    return () => {
      removeEventListener('paste', paste);
      removeEventListener('keydown', press);
    };
  }, [act, store]);

  return null;
}

function goTo(place: number): void {
  const name = PLACES[place - 1];
  const target = name
    ? document.querySelector<HTMLElement>(`[aria-label="${name}"]`)
    : document.querySelector<HTMLElement>('#findings summary, #findings button');
  target?.focus();
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:TEXTAREA|INPUT|SELECT)$/.test(target.tagName))
  );
}
