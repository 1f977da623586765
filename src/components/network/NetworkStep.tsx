/** Step 3: a recipe and what can be changed of it, what computes, and the layers. */
import type { JSX } from 'react';
import { Step } from '../page/Step';
import { BackendChoice } from './BackendChoice';
import { Layers } from './Layers';
import { RecipeChooser } from './RecipeChooser';
import { RecipeSettings } from './RecipeSettings';
import { Marked } from '../story/Term';

export function NetworkStep(): JSX.Element {
  return (
    <Step
      id="network"
      isGrowing
      lead={
        <Marked text="An [[lstm|LSTM]] reads word by word and keeps notes; the last layers turn the notes into two probabilities ([[softmax|softmax]])." />
      }
    >
      <RecipeChooser />
      <RecipeSettings />
      <BackendChoice />
      <Layers />
    </Step>
  );
}
