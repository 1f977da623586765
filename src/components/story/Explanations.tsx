/** What tour, terms and glossary show when they are asked for; loaded then. */
import { lazy, Suspense, type JSX } from 'react';
import { useVerdict } from '../../state/store';
import { useOpenTerm } from './openTerm';

const Tour = lazy(() => import('./Tour'));
const TermPopover = lazy(() => import('./TermPopover'));
const GlossaryDialog = lazy(() => import('./GlossaryDialog'));

export function Explanations(): JSX.Element {
  const hasTour = useVerdict(({ story }) => story.tour !== 'none');
  const hasTerm = useOpenTerm(({ open }) => open !== null);
  const isGlossaryOpen = useVerdict(({ story }) => story.isGlossaryOpen);
  return (
    <Suspense fallback={null}>
      {hasTour && <Tour />}
      {hasTerm && <TermPopover />}
      {isGlossaryOpen && <GlossaryDialog />}
    </Suspense>
  );
}
