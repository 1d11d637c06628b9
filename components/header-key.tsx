'use client';

import { headerKeyOf, takeHeaderKey } from '@/lib/state/header-key';
import { Button } from './button';
import { useAct, useSelect } from './store-context';

/** Offers the key that stands in the token's header, where there is one and it is not the key already. */
export function HeaderKeyButton() {
  const act = useAct();
  const from = useSelect((state) => {
    const found = headerKeyOf(state);
    return found && found.text !== state.key.text ? found.from : undefined;
  });
  if (!from) return null;
  return (
    <Button
      look="framed"
      onClick={() => act(takeHeaderKey)}
      title="To see whether the token agrees with itself. It proves nothing of who made it: whoever wrote the token wrote this key."
    >
      Take “{from}” from the header
    </Button>
  );
}
