/** What the map shows and how; on a phone folded away. */
import { NativeSelect, SegmentedControl, Switch } from '@mantine/core';
import { useId, type JSX } from 'react';
import type { ProjectionKind } from '../../../insightTypes';
import { changeMap } from '../../../state/inside/mapActions';
import { MAX_UMAP_WORDS, type MapColour, type MapSettings } from '../../../state/inside/mapState';
import { MAX_CLUSTERS } from './colourClasses';
import classes from './map.module.css';

const KINDS: { value: ProjectionKind; label: string }[] = [
  { value: 'pca2', label: 'PCA, flat' },
  { value: 'pca3', label: 'PCA, 3-D' },
  { value: 'umap', label: 'UMAP' },
  { value: 'sentiment', label: 'Sentiment × frequency' },
];

/** Terms marked as in story/Term.tsx. */
export const EXPLANATIONS: Record<ProjectionKind, string> = {
  pca2: 'Each point is a word. Its [[wordVector|vector]] has too many numbers to draw; [[pca|PCA]] keeps the two directions in which the words differ most. Close together: much the same to the model.',
  pca3: 'Each point is a word, at its place along the three directions in which the [[wordVector|vectors]] differ most ([[pca|PCA]]), each stretched to the same length. Turn the cloud to see it from all sides.',
  umap: 'Each point is a word. [[umap|UMAP]] bends the space so that words with similar [[wordVector|vectors]] stay together; distances between groups say little.',
  sentiment:
    'Each point is a word: to the right what the model has learnt as positive, on top the commonest words. Each whole number further down, words are ten times further on in the order of frequency.',
};

const COLOURS: { value: MapColour; label: string }[] = [
  { value: 'sentiment', label: 'Sentiment' },
  { value: 'frequency', label: 'Frequency' },
  { value: 'cluster', label: 'Cluster' },
];

export const NUMBERS_OF_WORDS = [500, 2000, 5000, Infinity];

const WORDS = NUMBERS_OF_WORDS.map((value) => ({
  value,
  label: Number.isFinite(value) ? `${value.toLocaleString('en')} commonest` : 'whole vocabulary',
}));

const CLUSTERS = Array.from({ length: MAX_CLUSTERS - 1 }, (_, i) => String(i + 2));

interface MapControlsProps {
  settings: MapSettings;
  isNarrow: boolean;
  /** Null where there is no review under study. */
  marksReview: boolean | null;
  onMarksReview: (marks: boolean) => void;
}

export function MapControls(props: MapControlsProps): JSX.Element {
  const fields = <Fields {...props} />;
  if (!props.isNarrow) return fields;
  return (
    <details className={classes.fold}>
      <summary>What the map shows</summary>
      {fields}
    </details>
  );
}

function Fields({ settings, marksReview, onMarksReview }: MapControlsProps): JSX.Element {
  const colourId = useId();
  const { kind, maxWords, colour, numClusters, isSizedByFrequency, hasUntrained } = settings;
  const choices = WORDS.filter(({ value }) => kind !== 'umap' || value <= MAX_UMAP_WORDS);
  const shown = kind === 'umap' ? Math.min(maxWords, MAX_UMAP_WORDS) : maxWords;
  return (
    <div className={classes.controls}>
      <NativeSelect
        label="Projection"
        value={kind}
        data={KINDS}
        onChange={(event) => {
          const next = KINDS.find(({ value }) => value === event.currentTarget.value);
          if (next !== undefined) changeMap({ kind: next.value });
        }}
      />
      <NativeSelect
        label="Words"
        value={String(shown)}
        data={choices.map(({ value, label }) => ({ value: String(value), label }))}
        onChange={(event) => changeMap({ maxWords: Number(event.currentTarget.value) })}
      />
      <div>
        <span id={colourId} className={classes.label}>
          Colour by
        </span>
        <SegmentedControl
          aria-labelledby={colourId}
          value={colour}
          data={COLOURS}
          onChange={(next) => changeMap({ colour: next })}
        />
      </div>
      {colour === 'cluster' && (
        <NativeSelect
          label="Clusters"
          value={String(numClusters)}
          data={CLUSTERS}
          onChange={(event) => changeMap({ numClusters: Number(event.currentTarget.value) })}
        />
      )}
      <div className={classes.switches}>
        <Switch
          label="Common words larger"
          checked={isSizedByFrequency}
          onChange={(event) => changeMap({ isSizedByFrequency: event.currentTarget.checked })}
        />
        <Switch
          label="Untrained map beside it"
          checked={hasUntrained}
          onChange={(event) => changeMap({ hasUntrained: event.currentTarget.checked })}
        />
        {marksReview !== null && (
          <Switch
            label="Mark the review’s words"
            checked={marksReview}
            onChange={(event) => onMarksReview(event.currentTarget.checked)}
          />
        )}
      </div>
    </div>
  );
}
