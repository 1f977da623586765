/** The network as an engineer looks at it: layers, weights, gradients, units, memory. */
import { memo, useState, type JSX } from 'react';
import { lookAtNetwork, type NetworkLook } from '../../../state/inside/networkLook';
import { useSteadyInsight, valueOf, type Ask } from '../../../state/inside/useInsight';
import type { LayerSummary } from '../../../types';
import { TroubleAlert } from '../../page/TroubleAlert';
import { AnswerState } from '../AnswerState';
import { GradientsPart } from './GradientsPart';
import { LayersPart } from './LayersPart';
import { MemoryPart } from './MemoryPart';
import { UnitsPart } from './UnitsPart';
import { WeightsPart } from './WeightsPart';
import classes from './inspector.module.css';

/** While a network trains, between two looks: its charts are drawn anew. */
const PAUSE_MS = 2000;
const RECURRENT_LAYERS = /LSTM|Bidirectional/;
const UNIT_LAYERS = /LSTM|Bidirectional|Dense/;

/** A new function is a new question, so that what failed can be asked again. */
const newQuestion = (): Ask<NetworkLook> => (client) => lookAtNetwork(client);

export default function InspectorView(): JSX.Element {
  const [question, setQuestion] = useState(newQuestion);
  const insight = useSteadyInsight(question, PAUSE_MS);
  const look = valueOf(insight);
  return (
    <div className={classes.view}>
      {insight.kind === 'failed' && (
        <TroubleAlert
          title="The network could not be looked at"
          trouble={insight.trouble}
          onRetry={() => setQuestion(newQuestion)}
        />
      )}
      {insight.kind === 'waiting' && look === null && (
        <>
          <AnswerState insight={insight} doing="Looking at the network" />
          <div className={classes.placeholder} aria-hidden="true" />
        </>
      )}
      {look !== null && <Look look={look} />}
    </div>
  );
}

/** Besides the output layer's, which are the answer. */
const hasUnits = (layers: LayerSummary[]): boolean =>
  layers.filter(({ className }) => UNIT_LAYERS.test(className)).length > 1;

const Look = memo(function Look({ look }: { look: NetworkLook }): JSX.Element {
  const { layers, weights } = look;
  const [choice, setChoice] = useState<string | null>(null);
  const choices = layers.filter(({ numParams }) => numParams > 0);
  const usual = choices.find(({ className }) => RECURRENT_LAYERS.test(className)) ?? choices[0];
  const chosen = (choices.find(({ name }) => name === choice) ?? usual)?.name ?? null;
  if (layers.length === 0) {
    return (
      <p className={classes.empty}>
        This model is linear: it has no layers to look into. Every word and phrase has one weight, and a
        review is judged by the sum of the weights of what it contains. Train a network in step 4 to see its
        layers here.
      </p>
    );
  }
  return (
    <>
      <LayersPart layers={layers} chosen={chosen} onChoose={setChoice} />
      {chosen !== null && <WeightsPart layer={chosen} weights={weights} />}
      <GradientsPart weights={weights} />
      <UnitsPart hasUnits={hasUnits(layers)} />
      <MemoryPart look={look} />
    </>
  );
});
