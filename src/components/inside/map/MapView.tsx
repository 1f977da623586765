import type { JSX } from 'react';

export default function MapView(): JSX.Element {
  return <p>…</p>;
}
