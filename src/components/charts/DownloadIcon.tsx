import type { JSX } from 'react';

/** An arrow into a tray, 16 by 16 px, in the colour of the text. */
export function DownloadIcon(): JSX.Element {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden
    >
      <path d="M8 2v8M4.5 6.5 8 10l3.5-3.5M2.5 11.5v2h11v-2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
