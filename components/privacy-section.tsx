import type { ReactNode } from 'react';

/** A part of the panel, under its heading. */
export function PrivacySection({ name, children }: { name: string; children: ReactNode }) {
  const id = `privacy-${name.toLowerCase().replaceAll(' ', '-')}`;
  return (
    <section aria-labelledby={id} className="space-y-2 border-t border-line py-4 first:border-t-0">
      <h3 id={id} className="font-semibold">
        {name}
      </h3>
      {children}
    </section>
  );
}
