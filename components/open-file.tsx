'use client';

/** Opens a file of the person's; nothing is uploaded. */
export function OpenFile({ onFile, children }: { onFile(file: File): void; children: string }) {
  return (
    <label className="cursor-pointer rounded-md px-2 py-1 whitespace-nowrap text-muted hover:bg-page hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent">
      {children}
      <input
        type="file"
        className="sr-only"
        onChange={(event) => {
          const input = event.currentTarget;
          const file = input.files?.[0];
          if (file) onFile(file);
          input.value = '';
        }}
      />
    </label>
  );
}
