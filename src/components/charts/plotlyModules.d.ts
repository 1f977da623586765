/** The strict entry of scattergl has no types of its own in plotly.js 4.1. */
declare module 'plotly.js/src/traces/scattergl/strict' {
  import type { RegisterTraceModule } from 'plotly.js';

  const scattergl: RegisterTraceModule;
  export default scattergl;
}
