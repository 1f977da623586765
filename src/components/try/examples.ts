/** Reviews to click, written for this page: clear ones, a mixed one, one that turns at the end. */
export const EXAMPLES = [
  'I laughed, I cried, and I would happily watch it again tomorrow.',
  'Two hours of my life that I will never get back.',
  'Great sound, easy to set up, worth every penny.',
  'The food was cold and the waiter was rude.',
  'Not bad at all, though the ending was a little predictable.',
  'The acting is wonderful, but the story is a boring mess.',
];
