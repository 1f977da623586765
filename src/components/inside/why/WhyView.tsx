import type { JSX } from 'react';

export default function WhyView(): JSX.Element {
  return <p>…</p>;
}
