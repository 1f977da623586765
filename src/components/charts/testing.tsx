/** For tests in a real browser: shows a component inside the providers of the application, and looks at plots. */
import { MantineProvider } from '@mantine/core';
import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

export interface Shown {
  host: HTMLElement;
  update(element: ReactElement): void;
  close(): void;
}

/** `width` and `height` in px are those of the component's parent. */
export function show(element: ReactElement, width = 480, height = 480): Shown {
  const host = document.createElement('div');
  host.style.width = `${width}px`;
  host.style.height = `${height}px`;
  document.body.append(host);
  const root = createRoot(host);
  const update = (next: ReactElement): void =>
    flushSync(() => root.render(<MantineProvider>{next}</MantineProvider>));
  update(element);
  return {
    host,
    update,
    close() {
      root.unmount();
      host.remove();
    },
  };
}
