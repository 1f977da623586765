/** The review with its words shaded by one way of explaining, and the strongest of them as bars. */
import { useMemo, useState, type JSX } from 'react';
import type { Explanation } from '../../../insightTypes';
import { useVerdict } from '../../../state/store';
import { startOfRead } from '../../contributions/contributions';
import { ShadedWords } from '../../contributions/ShadedWords';
import { ShadeKey } from '../../contributions/ShadeKey';
import { Marked } from '../../story/Term';
import { ChosenWord } from './ChosenWord';
import { METHOD_NAMES, METHOD_TEXTS } from './methodTexts';
import { PartChart } from './PartChart';
import { completenessOf } from './whyTexts';
import classes from './why.module.css';

interface ExplainedTextProps {
  explanation: Explanation;
  /** The words that were asked about, uncut. */
  uncut: readonly string[];
}

export function ExplainedText({ explanation, uncut }: ExplainedTextProps): JSX.Element {
  const { method, words, contributions } = explanation;
  const [choice, setChoice] = useState<{ uncut: readonly string[]; place: number } | null>(null);
  // While another review is explained, its words are no longer those of this text.
  const isCurrent = useVerdict(({ inside }) => inside.words === uncut);
  const shaded = useMemo(
    () => words.map(({ word, isKnown }, i) => ({ word, isKnown, contribution: contributions[i] ?? 0 })),
    [words, contributions],
  );
  const start = startOfRead(uncut, shaded);
  const before = start === null ? [] : uncut.slice(0, start);
  const after = start === null ? [] : uncut.slice(start + words.length);
  const numCut = before.length + after.length;
  const completeness = completenessOf(explanation);
  const isChosen = choice !== null && choice.uncut === uncut && choice.place < words.length;
  const place = isChosen ? choice.place : null;
  return (
    <section className={classes.way} aria-label={METHOD_NAMES[method]}>
      <h3 className={classes.title}>{METHOD_NAMES[method]}</h3>
      <p className={classes.note}>
        <Marked text={METHOD_TEXTS[method]} />
      </p>
      <ShadeKey />
      {numCut > 0 && (
        <p className={classes.note}>
          The network reads {words.length.toLocaleString('en')} of these words; the{' '}
          {numCut.toLocaleString('en')} in grey were cut off before.
        </p>
      )}
      <ShadedWords
        label={`Words, ${METHOD_NAMES[method].toLowerCase()}; move with the arrow keys`}
        words={shaded}
        before={before}
        after={after}
        chosen={place}
        onChoose={(next) => setChoice(next === place ? null : { uncut, place: next })}
      />
      <ChosenWord explanation={explanation} place={place} start={isCurrent ? start : null} />
      <p className={classes.note}>
        {completeness} Worked out in {explanation.elapsedMs.toFixed(0)} ms.
      </p>
      <PartChart explanation={explanation} />
    </section>
  );
}
