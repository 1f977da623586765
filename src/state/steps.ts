/** The steps of the page, by name. */
export type StepId = 'data' | 'words' | 'network' | 'train' | 'try' | 'inside' | 'keep' | 'compare';
