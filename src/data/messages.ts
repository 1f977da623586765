/**
 * What to do about bad data, as people read it at the end of a message. `npm run data` also renews the copy that a
 * running `npm start` serves, so a reload is enough.
 */
export const REBUILD = 'Run "npm run data" in the project\'s folder and reload the page.';
export const RELOAD =
  'Reload the page; if that does not help, run "npm run data" in the project\'s folder first.';
