/** The layers of the network, or why there are none to show. */
import { lazy, type JSX } from 'react';
import { refreshLayers } from '../../state/networkActions';
import { useVerdict } from '../../state/store';
import fields from '../page/fields.module.css';
import { LazyPart } from '../page/LazyPart';
import { TroubleAlert } from '../page/TroubleAlert';
import classes from './network.module.css';

const ModelSummary = lazy(() => import('../charts/ModelSummary'));

function retry(): void {
  void refreshLayers();
}

export function Layers(): JSX.Element {
  const isLinear = useVerdict((state) => state.settings.branches === 'linear');
  if (isLinear) {
    return (
      <p className={fields.note}>
        The linear model has no layers: every word and phrase has one weight, and a review is judged by the
        sum of the weights of what it contains.
      </p>
    );
  }
  return (
    <>
      {/* Scrolls on its own, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes.summary} aria-label="Rows of the model summary" tabIndex={0}>
        <LazyPart title="The layers">
          <LayerTable />
        </LazyPart>
      </section>
    </>
  );
}

function LayerTable(): JSX.Element | null {
  const layers = useVerdict((state) => state.layers);
  const trouble = useVerdict((state) => state.networkTrouble);
  if (trouble !== null) {
    return <TroubleAlert title="The network could not be shown" trouble={trouble} onRetry={retry} />;
  }
  return layers === null ? null : <ModelSummary layers={layers} />;
}
