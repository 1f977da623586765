/** What to do about bad data, as people read it at the end of a message. */
export const REBUILD = 'Build the data again (npm run data) and reload the page.';
export const RELOAD = 'Reload the page; if that does not help, build the data again (npm run data).';
