import type { SelectHTMLAttributes } from 'react';

type SelectProps = SelectHTMLAttributes<HTMLSelectElement> & { name: string };

/** The platform's own list to choose from, named for everyone by `name`. */
export function Select({ name, className = '', ...rest }: SelectProps) {
  return (
    <select
      aria-label={name}
      // A browser that restores a visit would show what the page does not hold.
      autoComplete="off"
      className={`max-w-full rounded-md border border-line bg-surface px-2 py-1 text-ink hover:border-edge ${className}`}
      {...rest}
    />
  );
}
