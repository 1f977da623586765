/** The decision threshold, and what it makes of the reviews. */
import { Slider } from '@mantine/core';
import { useId, type JSX } from 'react';
import type { Share, ThresholdReport } from '../../evaluation/report';
import { ActionButton } from '../page/ActionButton';
import { ConfusionTable } from './ConfusionTable';
import shared from './evaluation.module.css';
import { decimal, percent, percentInterval } from './format';
import classes from './threshold.module.css';

export const DEFAULT_THRESHOLD = 0.5;

const MARKS = [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: String(value) }));

interface ThresholdPartProps {
  /** At the threshold that is set. */
  report: ThresholdReport;
  onChange: (threshold: number) => void;
}

export function ThresholdPart({ report, onChange }: ThresholdPartProps): JSX.Element {
  const id = useId();
  const { threshold } = report;
  return (
    <section aria-labelledby={id} className={classes.threshold}>
      <div className={shared.part}>
        <div className={classes.partHead}>
          <h3 id={id} className={shared.title}>
            Decision threshold: {decimal(threshold, 2)}
          </h3>
          <ActionButton
            variant="default"
            size="compact-sm"
            isWaiting={threshold === DEFAULT_THRESHOLD}
            aria-label="Reset to 0.5"
            onClick={() => onChange(DEFAULT_THRESHOLD)}
          >
            Reset
          </ActionButton>
        </div>
        <p className={shared.note}>
          A review is called positive when its probability is above the threshold. Higher: fewer false alarms,
          more positive reviews missed.
        </p>
        <Slider
          min={0}
          max={1}
          step={0.01}
          precision={2}
          value={threshold}
          marks={MARKS}
          label={null}
          size="lg"
          thumbSize={26}
          className={classes.slider ?? ''}
          classNames={{ markLabel: classes.markLabel ?? '' }}
          thumbLabel="Decision threshold"
          thumbValueText={describe(report)}
          onChange={onChange}
        />
      </div>
      <dl className={classes.shares}>
        <ShareRow name="Accuracy" share={report.accuracy} hint="of all verdicts, right" />
        <ShareRow name="Precision" share={report.precision} hint="of those called positive, right" />
        <ShareRow name="Recall" share={report.recall} hint="of the positive ones, found" />
        <ShareRow name="Specificity" share={report.specificity} hint="of the negative ones, found" />
        <ShareRow name="F1" share={report.f1} hint="mean of precision and recall" />
      </dl>
      <ConfusionTable confusion={report.confusion} />
    </section>
  );
}

/** What a screen reader says at each move. */
function describe({ threshold, accuracy, precision, recall }: ThresholdReport): string {
  return `${decimal(threshold, 2)}: accuracy ${percent(accuracy.value)}, precision ${
    precision.value === null ? 'not defined' : percent(precision.value)
  }, recall ${percent(recall.value)}`;
}

function ShareRow({ name, share, hint }: { name: string; share: Share; hint: string }): JSX.Element {
  return (
    <div className={classes.share}>
      <dt>
        {name} <span className={shared.hint}>{hint}</span>
      </dt>
      <dd className={classes.shareValue}>{percent(share.value)}</dd>
      <dd className={classes.shareInterval}>{percentInterval(share.interval)}</dd>
    </div>
  );
}
