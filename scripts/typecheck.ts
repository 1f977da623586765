/** `npm run typecheck`: strict TypeScript, one configuration per thread, so that a worker cannot use the DOM. */
import { runCommand } from './support/runCommand';

const THREADS = ['page', 'worker', 'node', 'test', 'bench'];

let numFailed = 0;
for (const thread of THREADS) {
  const status = await runCommand('tsc', ['-p', `tsconfig.${thread}.json`]);
  if (status !== 0) {
    numFailed += 1;
    console.error(`tsconfig.${thread}.json: type errors above`);
  }
}
process.exitCode = numFailed === 0 ? 0 : 1;
