import type { JSX } from 'react';

export default function WhatIfView(): JSX.Element {
  return <p>…</p>;
}
