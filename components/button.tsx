import type { ButtonHTMLAttributes, Ref } from 'react';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: 'quiet' | 'framed' | 'link';
  ref?: Ref<HTMLButtonElement>;
};

const LOOKS = {
  quiet:
    'rounded-md px-2 py-1 text-muted hover:bg-page hover:text-ink aria-pressed:bg-page aria-pressed:font-semibold aria-pressed:text-ink',
  framed: 'rounded-md border border-line bg-surface px-2.5 py-1 hover:border-edge',
  link: 'text-left underline decoration-edge underline-offset-2 hover:decoration-ink',
} as const;

/**
 * A button of one of three weights: quiet in a pane's head, framed on its own, link inside a sentence. On a phone, where what is
 * below the screen is skipped, a change of colour would wait there, with the colours of the theme before.
 */
export function Button({ look = 'quiet', className = '', type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={`whitespace-nowrap sm:transition-colors disabled:cursor-not-allowed disabled:opacity-60 ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
