/** `npm run build`: the data files that are missing, then the page, into dist. */
import { prepareData } from './data';
import { buildPage } from './support/buildPage';
import { fail, messageOf } from './support/project';

try {
  await prepareData({ isOptional: true });
  await buildPage();
  console.log('Built the page into dist/.');
} catch (error) {
  fail(messageOf(error));
}
