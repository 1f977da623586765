/** The five stops of the tour. */
import type { StepId } from '../steps';

export interface TourStop {
  step: StepId;
  title: string;
  /** One sentence. */
  text: string;
}

export const TOUR_STOPS: readonly TourStop[] = [
  {
    step: 'data',
    title: 'The data',
    text: 'These are reviews that people wrote, each marked positive or negative: the only thing that the network learns from.',
  },
  {
    step: 'words',
    title: 'The words',
    text: 'Every word is a point; training will move words of praise to one side and words of blame to the other.',
  },
  {
    step: 'train',
    title: 'Training',
    text: 'Press Train and watch: the loss should fall and the accuracy rise, round by round.',
  },
  {
    step: 'try',
    title: 'Your own review',
    text: 'Type any review here and the model gives its verdict while you type, even while it is still learning.',
  },
  {
    step: 'inside',
    title: 'A look inside',
    text: 'Here the model shows its work: how it reads, which words decided, and what would change its mind.',
  },
];
