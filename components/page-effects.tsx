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
import type { State } from '@/lib/state/state';
import { viewOf } from '@/lib/state/view';
import { endEarlyActs, repeatEarlyActs, takeEarlyInput } from './early';
import { historyStep } from './field';
import { beginFirstWork, firstWorkDone } from './first-work';
import { partsHere } from './later';
import { showShortcuts } from './show-shortcuts';
import { useAct, useStore } from './store-context';

/** How long an early click waits for the part that it was on, ms. */
const PATIENCE = 3_000;
const soon = () => new Promise<void>((resolve) => setTimeout(resolve, PATIENCE));

const PLACES = ['Token', 'Header JSON', 'Payload JSON', 'Key'] as const;

/** What joins the page to the world outside React: jobs, the clock, the address bar, and the whole page's keys. */
export function PageEffects() {
  const store = useStore();
  const act = useAct();

  useEffect(() => startJobs(store), [store]);

  useEffect(() => startGathering(store), [store]);

  useEffect(() => startAuditing(store), [store]);

  useEffect(() => startRemembering(store), [store]);

  // What the checks said of the sample when the page was built is in it already. They come once what a person gave is judged.
  useEffect(() => {
    let isOver = false;
    const take = (auditor: State['auditor']) => isOver || store.apply((state) => setAuditor(state, auditor));
    firstWorkDone.then(loadAuditor).then(take, () => take('unavailable'));
    return () => {
      isOver = true;
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
    const input = takeEarlyInput();
    if (input.Token !== undefined) act(pasteToken, input.Token);
    if (input.Key !== undefined) act(setKeyText, input.Key);
    if (input['Header JSON'] !== undefined) act(editPart, 'header', input['Header JSON']);
    if (input['Payload JSON'] !== undefined) act(editPart, 'payload', input['Payload JSON']);
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

  // After what was given early, in the page or with its address.
  useEffect(() => beginFirstWork(() => viewOf(store.get()).busy, store.subscribe), [store]);

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
        else if (event.key === '?') showShortcuts();
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

  // When all of the page that is live can hear it.
  useEffect(() => {
    repeatEarlyActs();
    // What was pressed beside a token is not meant for another one.
    const { input: shown } = store.get();
    const end = () => endEarlyActs(store.get().input === shown);
    Promise.race([partsHere, soon()]).then(() => setTimeout(end));
  }, [store]);

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
