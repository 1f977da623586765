/** The recipes, each with what to expect of it before it is chosen; the chosen one says whether it was edited. */
import { Button } from '@mantine/core';
import { useId, type JSX } from 'react';
import { RECIPE_IDS, RECIPES } from '../../recipes';
import { isChangedRecipe } from '../../state/settings';
import { chooseRecipe } from '../../state/settingsActions';
import { useVerdict } from '../../state/store';
import type { RecipeId } from '../../types';
import classes from './recipes.module.css';
import { describeExpected } from './recipeTexts';

/** What the figures are figures of. */
const MEASURED = 'On the film reviews (IMDB), with 2 processor cores.';
const OF_OTHER_DATA = 'On the film reviews (IMDB), not on these sentences.';

export function RecipeChooser(): JSX.Element {
  const chosen = useVerdict((state) => state.settings.recipe);
  const isEdited = useVerdict((state) => isChangedRecipe(state.settings));
  const isImdb = useVerdict((state) => state.settings.dataset === 'imdb');
  const name = useId();
  const noteId = useId();
  return (
    <fieldset className={classes.recipes} aria-describedby={noteId}>
      <legend className={classes.legend}>
        Recipe
        <span className={classes.columns}>Test accuracy, time</span>
      </legend>
      <ul className={classes.list}>
        {RECIPE_IDS.map((id) => (
          <RecipeCard
            key={id}
            id={id}
            groupName={name}
            isChosen={id === chosen}
            isEdited={id === chosen && isEdited}
          />
        ))}
      </ul>
      <p id={noteId} className={classes.note}>
        {isImdb ? MEASURED : OF_OTHER_DATA}
      </p>
    </fieldset>
  );
}

interface RecipeCardProps {
  id: RecipeId;
  groupName: string;
  isChosen: boolean;
  isEdited: boolean;
}

function RecipeCard({ id, groupName, isChosen, isEdited }: RecipeCardProps): JSX.Element {
  const { title, description, expected } = RECIPES[id];
  const descriptionId = useId();
  const figures = describeExpected(expected);
  return (
    <li className={isChosen ? `${classes.card} ${classes.chosen}` : classes.card}>
      <label className={classes.choice} title={isChosen ? undefined : description}>
        <input
          type="radio"
          className={classes.radio}
          name={groupName}
          checked={isChosen}
          aria-describedby={descriptionId}
          onChange={() => chooseRecipe(id)}
        />
        <span className={classes.title}>{title}</span>
        {isEdited && <span className={classes.edited}>edited</span>}
        <span className={classes.figures}>{figures}</span>
      </label>
      <p id={descriptionId} className={classes.description} hidden={!isChosen}>
        {description}
      </p>
      {isEdited && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.back ?? ''}
          onClick={() => chooseRecipe(id)}
        >
          Back to the recipe
        </Button>
      )}
    </li>
  );
}
