/** Step 6: the model's words, how it reads a review and why it says what it says. */
import { Tabs } from '@mantine/core';
import { lazy, useEffect, useRef, useState, type JSX, type RefObject } from 'react';
import type { InsideView } from '../../state/inside/insideState';
import { showInside } from '../../state/inside/subjectActions';
import { InView } from '../../state/inside/useInsight';
import { useVerdict } from '../../state/store';
import { LazyPart } from '../page/LazyPart';
import { PretrainedNote } from '../page/PretrainedNote';
import { Step } from '../page/Step';
import classes from './inside.module.css';
import { SubjectPicker } from './SubjectPicker';

const VIEWS: {
  id: InsideView;
  title: string;
  hasSubject: boolean;
  View: React.LazyExoticComponent<() => JSX.Element>;
}[] = [
  { id: 'map', title: 'Map of words', hasSubject: false, View: lazy(() => import('./map/MapView')) },
  {
    id: 'reading',
    title: 'How it reads',
    hasSubject: true,
    View: lazy(() => import('./reading/ReadingView')),
  },
  { id: 'why', title: 'Why it says so', hasSubject: true, View: lazy(() => import('./why/WhyView')) },
  { id: 'whatIf', title: 'What if', hasSubject: true, View: lazy(() => import('./whatIf/WhatIfView')) },
  {
    id: 'inspector',
    title: 'Inspector',
    hasSubject: false,
    View: lazy(() => import('./inspector/InspectorView')),
  },
];

export function InsideStep(): JSX.Element {
  const [content, isInView] = useInView();
  const view = useVerdict(({ inside }) => inside.view);
  const hasModel = useVerdict(({ model }) => model !== null);
  return (
    <Step
      id="inside"
      lead="Open the model up: where it keeps its words, what it remembers while it reads, and which words decide."
    >
      <PretrainedNote beginning="You look into" />
      <div ref={content}>
        <InView value={isInView}>
          {hasModel ? (
            <Tabs
              value={view}
              onChange={(chosen) => {
                const next = VIEWS.find(({ id }) => id === chosen);
                if (next !== undefined) showInside(next.id);
              }}
              keepMounted={false}
            >
              <Tabs.List className={classes.tabs ?? ''} aria-label="What to look at">
                {VIEWS.map(({ id, title }) => (
                  <Tabs.Tab key={id} value={id} className={classes.tab ?? ''}>
                    {title}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              {VIEWS.map(({ id, title, hasSubject, View }) => (
                <Tabs.Panel key={id} value={id} className={classes.panel ?? ''}>
                  {hasSubject && <SubjectPicker />}
                  <LazyPart title={title}>
                    <View />
                  </LazyPart>
                </Tabs.Panel>
              ))}
            </Tabs>
          ) : (
            <p className={classes.empty}>
              There is no model yet to look into. Press Train in step 4, or load one in step 7; you can look
              inside while it trains.
            </p>
          )}
        </InView>
      </div>
    </Step>
  );
}

/** Asked a little before it is scrolled into view. */
const MARGIN = '300px';

/** Also where the focus is inside: a screen reader may be there without the window having been scrolled. */
function useInView(): [RefObject<HTMLDivElement | null>, boolean] {
  const element = useRef<HTMLDivElement>(null);
  const [isScrolledTo, setScrolledTo] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  useEffect(() => {
    const content = element.current;
    if (content === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => setScrolledTo(entries.at(-1)?.isIntersecting ?? true),
      { rootMargin: MARGIN },
    );
    observer.observe(content);
    const enter = (): void => setFocus(true);
    const leave = (): void => setFocus(false);
    content.addEventListener('focusin', enter);
    content.addEventListener('focusout', leave);
    return () => {
      observer.disconnect();
      content.removeEventListener('focusin', enter);
      content.removeEventListener('focusout', leave);
    };
  }, []);
  return [element, isScrolledTo || hasFocus];
}
