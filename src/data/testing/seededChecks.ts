/** fast-check whose property tests draw the same examples on every run. */
import * as fc from 'fast-check';

fc.configureGlobal({ seed: 2011 });

export { fc };
