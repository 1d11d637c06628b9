'use client';

import { type ClipboardEvent, type RefObject, useRef } from 'react';
import { setKeyText } from '@/lib/state/actions';
import { redo, undo } from '@/lib/state/history';
import { LONG_TEXT } from '@/lib/state/reading';
import { Field } from './field';
import { LongField } from './long-field';
import { useAct, useSelect, useStore } from './store-context';
import { useKeptFocus } from './use-kept-focus';
import { BEGINNING, type TextGrid } from './use-text-grid';

/** A key set may be long, and so may be what somebody pastes by mistake: of such a text the beginning is shown. */
const BEGINNING_ONLY: TextGrid = {
  visible: { start: 0, end: BEGINNING, top: 0 },
  height: undefined,
  offsetAt: () => undefined,
};

/** The text of the key, as it was given. */
export function KeyField({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const store = useStore();
  const act = useAct();
  const text = useSelect((state) => state.key.text);
  const scroller = useRef<HTMLDivElement>(null);
  const isLong = text.length > LONG_TEXT;
  useKeptFocus(field, isLong);
  const history = { onUndo: () => store.apply(undo), onRedo: () => store.apply(redo) };

  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const pasted = event.clipboardData.getData('text');
    // The text area would take seconds to break a long text into lines, before anybody could say that it is one.
    if (pasted === '' || (!isLong && pasted.length <= LONG_TEXT)) return;
    event.preventDefault();
    act(setKeyText, pasted);
  }

  return (
    <div ref={scroller} className="min-h-20 flex-1 overflow-x-hidden overflow-y-auto max-xl:max-h-72 max-sm:min-h-24">
      {isLong ? (
        <>
          <LongField
            ref={field}
            name="Key"
            text={text}
            grid={BEGINNING_ONLY}
            scroller={scroller}
            onReplace={(replacing) => act(setKeyText, replacing)}
            onPaste={paste}
            {...history}
          />
          <p id="long-key" className="sticky bottom-0 border-t border-line bg-raised px-3 py-2 text-muted">
            Only the beginning of {text.length.toLocaleString('en')} characters is shown: too long to edit here. Paste
            another in its place.
          </p>
        </>
      ) : (
        <Field
          ref={field}
          name="Key"
          value={text}
          placeholder="A secret, PEM, JWK, JWKS or certificate"
          onChange={(event) => act(setKeyText, event.currentTarget.value)}
          onPaste={paste}
          {...history}
        />
      )}
    </div>
  );
}
