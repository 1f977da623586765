import type { JSX } from 'react';

export default function InspectorView(): JSX.Element {
  return <p>…</p>;
}
