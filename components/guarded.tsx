'use client';

import { Component, type ComponentType, type ReactNode, useEffect } from 'react';
import type { State } from '@/lib/state/state';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { Pane } from './pane';
import { useStore } from './store-context';

type Guard = {
  /** What the part is called, in the frame that stands in its place when it fails. */
  name: string;
  /** The text a person has in it: it can be copied while the part cannot be drawn. */
  text?: (state: State) => string | undefined;
};

/**
 * A part of the page that takes nothing else with it when it fails: what was typed is in the store, the other parts go on,
 * and it is drawn again with the next token or key, or when asked to.
 */
export function guarded<Props extends { className?: string }>(
  Part: ComponentType<Props>,
  { name, text }: Guard,
): ComponentType<Props> {
  return function Guarded(props: Props) {
    return (
      <Boundary
        instead={(failure, retry) => (
          <Failed name={name} text={text} failure={failure} retry={retry} className={props.className} />
        )}
      >
        <Part {...props} />
      </Boundary>
    );
  };
}

type BoundaryProps = { children: ReactNode; instead: (failure: string, retry: () => void) => ReactNode };

class Boundary extends Component<BoundaryProps, { failure?: string }> {
  override state: { failure?: string } = {};

  static getDerivedStateFromError(error: unknown) {
    return { failure: withoutMessage(error) };
  }

  override render() {
    const { failure } = this.state;
    return failure === undefined
      ? this.props.children
      : this.props.instead(failure, () => this.setState({ failure: undefined }));
  }
}

/**
 * The kind of an error, and where it was in our files. A message may quote what was being read, and React will write the
 * error to the console: the message is taken out before it does.
 */
function withoutMessage(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at |^\S*@\w+:/.test(line));
  const said = [error.name, ...frames].join('\n');
  error.message = 'A part of the page failed';
  error.stack = said;
  return said;
}

type FailedProps = Guard & { failure: string; retry: () => void; className: string | undefined };

function Failed({ name, text, failure, retry, className = '' }: FailedProps) {
  const store = useStore();

  useEffect(() => {
    const { input, key } = store.get();
    return store.subscribe(() => {
      const state = store.get();
      if (state.input !== input || state.key !== key) retry();
    });
  }, [store, retry]);

  return (
    <Pane name={name} className={className} detail={<span className="font-semibold text-bad">failed</span>}>
      <div className="space-y-2 overflow-y-auto px-3 py-2">
        <p role="alert">
          {name} could not be drawn. That is a fault of this page; the rest of it goes on, and nothing you typed is
          lost.
        </p>
        <p className="flex flex-wrap gap-1">
          <Button onClick={retry}>Try again</Button>
          {text && (
            <CopyButton text={() => text(store.get())} label={`Copy the text of ${name}`}>
              Copy its text
            </CopyButton>
          )}
          <CopyButton text={() => `${name}, build ${process.env.BUILD_ID}\n${failure}`} label="Copy what failed">
            Copy what failed
          </CopyButton>
        </p>
        <p className="text-muted">What is copied names places in this page's files, nothing of the token or the key.</p>
      </div>
    </Pane>
  );
}
