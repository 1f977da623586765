/** The settings behind a recipe, but those of steps 1 and 4: groups that are closed until they are wanted. */
import type { JSX } from 'react';
import { useVerdict } from '../../state/store';
import { ChoiceSettingField, NumberSettingField } from '../page/SettingField';
import { describeLayers, describeRegularisation, describeWords } from './recipeTexts';
import { SettingsGroup } from './SettingsGroup';

export function RecipeSettings(): JSX.Element {
  const words = useVerdict((state) => describeWords(state.settings));
  const layers = useVerdict((state) => describeLayers(state.settings));
  const regularisation = useVerdict((state) => describeRegularisation(state.settings));
  return (
    <div>
      <SettingsGroup title="Words" summary={words}>
        <NumberSettingField setting="numBigrams" />
        <NumberSettingField setting="numTrigrams" />
        <NumberSettingField setting="embeddingUnits" />
        <ChoiceSettingField setting="embeddingStart" />
      </SettingsGroup>
      <SettingsGroup title="Layers" summary={layers}>
        <ChoiceSettingField setting="branches" />
        <NumberSettingField setting="lstmLayers" />
        <NumberSettingField setting="units" />
        <ChoiceSettingField setting="direction" />
        <ChoiceSettingField setting="pooling" />
        <ChoiceSettingField setting="readout" />
        <NumberSettingField setting="denseUnits" />
      </SettingsGroup>
      <SettingsGroup title="Against learning by heart" summary={regularisation}>
        <NumberSettingField setting="wordDropout" />
        <NumberSettingField setting="embeddingDropout" />
        <NumberSettingField setting="inputDropout" />
        <NumberSettingField setting="recurrentDropout" />
        <NumberSettingField setting="headDropout" />
        <NumberSettingField setting="labelSmoothing" />
        <NumberSettingField setting="adversarial" />
        <NumberSettingField setting="emaDecay" />
      </SettingsGroup>
    </div>
  );
}
