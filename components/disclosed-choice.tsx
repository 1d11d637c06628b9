'use client';

import { Choice } from './choice';

/** Whether the payload pane shows what the issuer signed, or the claims that are disclosed. */
export function DisclosedChoice({ disclosed, onChange }: { disclosed: boolean; onChange(disclosed: boolean): void }) {
  return (
    <Choice
      name="Claims shown"
      value={disclosed ? 'disclosed' : 'issued'}
      options={[
        { value: 'issued', label: 'Issued' },
        { value: 'disclosed', label: 'Disclosed' },
      ]}
      onChange={(value) => onChange(value === 'disclosed')}
    />
  );
}
