/** What is measured: names and sizes of the cases. */
import type { DatasetId } from '../../src/types';
import type { Job, Shape } from './protocol';

export interface BenchCase {
  /** As in the report's rows. */
  name: string;
  job: Job;
}

/** Where a growth series goes through its values, the other sizes staying as they are. */
export interface GrowthSeries {
  name: 'T' | 'B' | 'H' | 'layers' | 'reviews';
  /** For people. */
  title: string;
  cases: { value: number; case: BenchCase }[];
}

/** The tutorial's network and batch. */
const TUTORIAL: Shape = {
  batchSize: 64,
  steps: 256,
  embeddingUnits: 32,
  lstmUnits: 32,
  numLayers: 2,
  numWords: 12_000,
};
/** For `--quick`: shows that everything works, says nothing about speed. */
const QUICK: Shape = { ...TUTORIAL, batchSize: 8, steps: 16, numWords: 500 };

const WIDTHS = [64, 128];

export class BenchCases {
  private readonly shape: Shape;

  /** @param dataset for the epochs; the film reviews unless they are not there */
  constructor(
    private readonly isQuick: boolean,
    private readonly dataset: DatasetId,
  ) {
    this.shape = isQuick ? QUICK : TUTORIAL;
  }

  /** The training step at E = H = 32, 64 and 128. */
  steps(): BenchCase[] {
    const wide = WIDTHS.map((units) => ({
      name: `step${units}`,
      job: step({ ...this.shape, embeddingUnits: units, lstmUnits: units }),
    }));
    return [{ name: 'step', job: step(this.shape) }, ...wide];
  }

  forward(): BenchCase {
    return { name: 'forward', job: { kind: 'forward', shape: this.shape } };
  }

  prediction(): BenchCase {
    return { name: 'prediction', job: { kind: 'forward', shape: { ...this.shape, batchSize: 1 } } };
  }

  /** All training reviews of the dataset, a fifth of them for validation. */
  epoch(): BenchCase & { job: { kind: 'epoch' } } {
    return {
      name: 'epoch',
      job: { kind: 'epoch', dataset: this.dataset, numReviews: this.isQuick ? 200 : 0 },
    };
  }

  /** A small set for many epochs in a row. */
  sentences(numReviews: number): Job & { kind: 'epoch' } {
    return { kind: 'epoch', dataset: 'sentences', numReviews };
  }

  growth(): GrowthSeries[] {
    const { shape, isQuick, dataset } = this;
    const series = (
      name: GrowthSeries['name'],
      title: string,
      values: number[],
      jobFor: (value: number) => Job,
    ): GrowthSeries => ({
      name,
      title,
      cases: (isQuick ? values.slice(0, 2) : values).map((value) => ({
        value,
        case: { name: `growth.${name}=${value}`, job: jobFor(value) },
      })),
    });
    return [
      series('T', 'words per review', isQuick ? [8, 16] : [64, 128, 256, 512], (steps) =>
        step({ ...shape, steps }),
      ),
      series('B', 'reviews per batch', isQuick ? [4, 8] : [16, 32, 64, 128, 256], (batchSize) =>
        step({ ...shape, batchSize }),
      ),
      series('H', 'units (E = H)', [32, 64, 96, 128], (units) =>
        step({ ...shape, embeddingUnits: units, lstmUnits: units }),
      ),
      series('layers', 'LSTM layers', [1, 2, 3], (numLayers) => step({ ...shape, numLayers })),
      series(
        'reviews',
        'reviews in an epoch',
        isQuick ? [100, 200] : [5_000, 10_000, 15_000, 20_000, 25_000],
        (numReviews) => ({ kind: 'epoch', dataset, numReviews }),
      ),
    ];
  }
}

const step = (shape: Shape): Job => ({ kind: 'step', shape });
