/** Step 5: a review of one's own, and the model's verdict while typing. */
import { Button, Textarea } from '@mantine/core';
import type { JSX } from 'react';
import { typeReview } from '../../state/predictAction';
import { useVerdict } from '../../state/store';
import { PretrainedNote } from '../page/PretrainedNote';
import { Step } from '../page/Step';
import { EXAMPLES } from './examples';
import { InsideLinks } from './InsideLinks';
import { SeenWords } from './SeenWords';
import classes from './try.module.css';
import { VerdictPanel } from './VerdictPanel';

/** The text's own direction, right to left included. As a property, `dir` would go to the frame round the field. */
const followDirection = (field: HTMLTextAreaElement | null): void => field?.setAttribute('dir', 'auto');

export function TryStep(): JSX.Element {
  const review = useVerdict((state) => state.review);
  return (
    <Step id="try" lead="Write a review of anything and see what the model makes of it while you type.">
      <div className={classes.columns}>
        <Textarea
          label="Review"
          placeholder="I went to see this film last night and …"
          rows={6}
          value={review}
          spellCheck={false}
          ref={followDirection}
          className={classes.writing ?? ''}
          classNames={{ input: classes.input ?? '' }}
          onChange={(event) => typeReview(event.currentTarget.value)}
        />
        <div className={classes.answer}>
          <VerdictPanel />
          <InsideLinks />
          <PretrainedNote beginning="Answered by" />
        </div>
        <div>
          <h3 className={classes.small}>Or start from one of these</h3>
          <div className={classes.examples}>
            {EXAMPLES.map((example) => (
              <Button
                key={example}
                variant="default"
                size="sm"
                className={classes.example ?? ''}
                classNames={{ label: classes.exampleLabel ?? '' }}
                onClick={() => typeReview(example)}
              >
                {example}
              </Button>
            ))}
          </div>
        </div>
        <SeenWords />
      </div>
    </Step>
  );
}
