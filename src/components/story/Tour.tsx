/** The tour: offered once to a newcomer, then a card beside each step that it is about. */
import { Button, CloseButton } from '@mantine/core';
import { useEffect, useId, useLayoutEffect, useRef, type JSX } from 'react';
import { useVerdict } from '../../state/store';
import { openStory } from '../../state/story/storyActions';
import { endTour, moveTour, startTour } from '../../state/story/tourActions';
import { TOUR_STOPS } from '../../state/story/tourStops';
import { focusStep, sectionOf, showStep } from '../page/goToStep';
import { placeBeside, type Box } from './place';
import classes from './tour.module.css';

export default function Tour(): JSX.Element | null {
  const tour = useVerdict(({ story }) => story.tour);
  if (tour === 'none') return null;
  return tour === 'offered' ? <Offer /> : <Stop place={tour} />;
}

function Offer(): JSX.Element {
  return (
    <aside className={classes.offer} aria-label="First visit">
      <div className={classes.head}>
        <p className={classes.title}>New here?</p>
        <CloseButton size={44} aria-label="No tour, thanks" onClick={endTour} />
      </div>
      <p className={classes.text}>
        Five stops, half a minute: what is where on this page. Or read the story, from the first review to the
        verdict.
      </p>
      <div className={classes.actions}>
        <Button onClick={startTour}>Take the tour</Button>
        <Button
          variant="light"
          onClick={() => {
            endTour();
            openStory();
          }}
        >
          Read the story
        </Button>
      </div>
    </aside>
  );
}

function end(place: number): void {
  endTour();
  // Whoever uses the keyboard goes on from where the tour was.
  focusStep(TOUR_STOPS[place]!.step);
}

function Stop({ place }: { place: number }): JSX.Element {
  const { step, title, text } = TOUR_STOPS[place]!;
  const card = useRef<HTMLDialogElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const textId = useId();
  const isLast = place === TOUR_STOPS.length - 1;

  useLayoutEffect(() => {
    const element = card.current;
    if (element === null) return undefined;
    showStep(step, 'instant');
    const put = (): void => {
      const section = sectionOf(step);
      if (section === null) return;
      const { left, top } = placeBeside(
        section.getBoundingClientRect(),
        element.getBoundingClientRect(),
        freeBox(),
      );
      element.style.left = `${left}px`;
      element.style.top = `${top}px`;
    };
    put();
    next.current?.focus({ preventScroll: true });
    addEventListener('scroll', put, { passive: true });
    addEventListener('resize', put);
    return () => {
      removeEventListener('scroll', put);
      removeEventListener('resize', put);
    };
  }, [step]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') end(place);
      if (!(event.target instanceof Node) || !card.current?.contains(event.target)) return;
      if (event.key === 'ArrowRight' && !isLast) moveTour(1);
      if (event.key === 'ArrowLeft') moveTour(-1);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [place, isLast]);

  return (
    <dialog ref={card} open className={classes.stop} aria-labelledby={titleId} aria-describedby={textId}>
      <div className={classes.head}>
        <p id={titleId} className={classes.title}>
          {title}
        </p>
        <span className={classes.place}>
          {place + 1} of {TOUR_STOPS.length}
        </span>
      </div>
      <p id={textId} className={classes.text}>
        {text}
      </p>
      <div className={classes.actions}>
        <Button ref={next} onClick={() => (isLast ? end(place) : moveTour(1))}>
          {isLast ? 'Done' : 'Next'}
        </Button>
        <Button variant="subtle" disabled={place === 0} onClick={() => moveTour(-1)}>
          Back
        </Button>
        {!isLast && (
          <Button variant="subtle" onClick={() => end(place)}>
            Skip the tour
          </Button>
        )}
      </div>
    </dialog>
  );
}

/** The window without the header and, on a phone, the steps' bar at its lower edge. */
function freeBox(): Box {
  const header = document.querySelector('header')?.getBoundingClientRect();
  const nav = document.querySelector('header nav')?.getBoundingClientRect();
  const top = Math.max(0, header?.bottom ?? 0);
  const isBarBelow = nav !== undefined && nav.top > innerHeight / 2;
  return {
    left: 0,
    top,
    width: document.documentElement.clientWidth,
    height: (isBarBelow ? nav.top : innerHeight) - top,
  };
}
