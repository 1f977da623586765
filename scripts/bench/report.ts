/**
 * `npm run bench:report -- out.json`: prints a benchmark's report as Markdown tables. With `--readme` it puts
 * them into README.md, between the two marks there, and makes the picture of how things grow.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { fail, inProject, messageOf } from '../support/project';
import { parseReport } from './benchReport';
import { growthPoints, reportMarkdown } from './markdown';
import { makePicture, PICTURE } from './picture';
import { replaceBetweenMarks } from './readme';

const README = inProject('README.md');
const PICTURE_LINE = `![Time and memory of a training step against review length, batch, units and layers, and of an epoch against the number of reviews](${PICTURE})`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { readme: { type: 'boolean' } },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) {
    throw new Error('Name the report: npm run bench:report -- out.json [--readme]');
  }
  const report = parseReport(readFileSync(path, 'utf8'));
  const markdown = reportMarkdown(report);
  if (values.readme === true) {
    const hasPicture = growthPoints(report.rows).length > 0;
    if (hasPicture) await makePicture(report);
    const text = hasPicture ? `${markdown}\n\n${PICTURE_LINE}` : markdown;
    const readme = replaceBetweenMarks(readFileSync(README, 'utf8'), text);
    writeFileSync(README, await format(readme, { ...(await resolveConfig(README)), parser: 'markdown' }));
    console.error('README.md has the tables.');
  } else {
    console.log(markdown);
  }
} catch (error) {
  fail(messageOf(error));
}
