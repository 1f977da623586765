import type { JSX } from 'react';

export default function ReadingView(): JSX.Element {
  return <p>…</p>;
}
