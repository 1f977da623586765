/**
 * Room for a part of the page that is loaded later: the place is kept, so nothing moves when it arrives;
 * loading starts after the first paint; when it fails the page stays usable.
 */
import { Component, Suspense, useEffect, useState, type JSX, type ReactNode } from 'react';
import { errorMessage } from '../../errors';
import { browserFrames } from '../../state/eventQueue';
import { TroubleAlert } from './TroubleAlert';
import classes from './lazy.module.css';

export interface LazyPartProps {
  /** What is coming, for the message when it does not: "The curves". */
  title: string;
  children: ReactNode;
}

export function LazyPart({ title, children }: LazyPartProps): JSX.Element {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const cancel = browserFrames.request(() => {
      timer = setTimeout(() => setPainted(true));
    });
    return () => {
      cancel();
      clearTimeout(timer);
    };
  }, []);
  const placeholder = <div className={classes.placeholder} aria-hidden="true" />;
  return (
    <PartBoundary title={title}>
      <Suspense fallback={placeholder}>{isPainted ? children : placeholder}</Suspense>
    </PartBoundary>
  );
}

class PartBoundary extends Component<LazyPartProps, { error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    const message = `${errorMessage(this.state.error)} Reload the page to try again; the rest of it works.`;
    return (
      <TroubleAlert
        title={`${this.props.title} could not be shown`}
        trouble={{ code: 'internal', message }}
      />
    );
  }
}
