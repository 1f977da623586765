/**
 * tfjs-vis's table, by its own file: the package's entry would pull in vega (0.5 MB and more, and it builds
 * functions at run time, which the page's Content-Security-Policy forbids) and tfjs-core.
 */
export { table as renderTable } from '@tensorflow/tfjs-vis/dist/render/table';
