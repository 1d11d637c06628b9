'use client';

import { madeAnewWords } from '@/lib/state/made-anew';
import { useSelect } from './store-context';

/** Which parameters of the token's header are others than in the pane above; nothing where it is the same header. */
export function HeaderNote() {
  const words = useSelect(madeAnewWords);
  return words === undefined ? null : <p className="break-words">{words}</p>;
}
