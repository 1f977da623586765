/** Where the benchmark's figures stand in the README. Pure. */
const START = '<!-- figures of npm run bench:report -->';
const END = '<!-- end of the figures -->';

/** @throws when the marks are not there, each once and in order */
export function replaceBetweenMarks(readme: string, text: string): string {
  const [before, after, ...more] = readme.split(START);
  const end = after?.indexOf(END) ?? -1;
  if (before === undefined || after === undefined || more.length > 0 || end < 0) {
    throw new Error(`README.md needs the lines "${START}" and "${END}" once each, where the figures go.`);
  }
  return `${before}${START}\n\n${text}\n\n${after.slice(end)}`;
}
