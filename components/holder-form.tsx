'use client';

import { useState } from 'react';
import { readKey } from '@/lib/jose/read-key';
import { showPresentation } from '@/lib/state/disclosures';
import { viewOf } from '@/lib/state/view';
import { Button } from './button';
import { useAct, useStore } from './store-context';

/** Binds the presentation to the holder's key. The key stays in this form: it goes with it. */
export function HolderForm() {
  const store = useStore();
  const act = useAct();
  const [audience, setAudience] = useState('');
  const [nonce, setNonce] = useState('');
  const [keyText, setKeyText] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function bind() {
    setBusy(true);
    setRefusal(undefined);
    const { token } = viewOf(store.get());
    try {
      const { bindKey } = await import('@/lib/jose/bind-key');
      const claims = { audience, nonce, iat: store.get().now };
      const outcome = await bindKey(new AbortController().signal, token.text, await readKey(keyText), claims);
      if (outcome.kind === 'cannot-bind') setRefusal(outcome.reason);
      else if (viewOf(store.get()).token !== token) setRefusal('The token has changed meanwhile; bind it again.');
      else act(showPresentation, outcome.token);
    } catch {
      setRefusal('What binds the key could not be loaded. Reload the page.');
    }
    setBusy(false);
  }

  return (
    <details>
      <summary className="w-fit rounded leading-[24px] hover:text-ink">Bind it with the holder’s key</summary>
      <form
        className="mt-1 space-y-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          void bind();
        }}
      >
        <TextField label="Audience" value={audience} onChange={setAudience} />
        <TextField label="Nonce" value={nonce} onChange={setNonce} />
        <label className="block">
          Holder’s private key
          <textarea
            value={keyText}
            onChange={(event) => setKeyText(event.currentTarget.value)}
            rows={3}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            translate="no"
            placeholder="JWK or PEM; it is used here and kept nowhere"
            className="mt-0.5 block w-full rounded-md border border-line bg-surface px-2 py-1 font-mono text-[13px] text-ink placeholder:text-muted"
          />
        </label>
        <Button look="framed" type="submit" disabled={busy || keyText.trim() === ''}>
          Bind
        </Button>
        {refusal && (
          <p role="alert" className="break-words text-bad">
            {refusal}
          </p>
        )}
      </form>
    </details>
  );
}

function TextField({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) {
  return (
    <label className="flex items-center gap-2">
      <span className="w-20 shrink-0">{label}</span>
      <input
        type="text"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        className="min-h-[24px] w-full min-w-0 rounded-md border border-line bg-surface px-2 py-1 text-ink"
      />
    </label>
  );
}
