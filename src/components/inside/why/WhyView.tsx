/** Which words, pairs and triples make the model say what it says of the review. */
import { useCallback, useMemo, type JSX } from 'react';
import type { Explanation } from '../../../insightTypes';
import type { ExplanationChoice } from '../../../state/inside/insideState';
import { explainBy } from '../../../state/inside/subjectActions';
import { useInsight, valueOf, type Ask } from '../../../state/inside/useInsight';
import { useVerdict } from '../../../state/store';
import { ChoiceField } from '../../page/ChoiceField';
import { TroubleAlert } from '../../page/TroubleAlert';
import { AnswerState } from '../AnswerState';
import { compare } from './comparison';
import { ExplainedText } from './ExplainedText';
import { METHODS, SHORT_NAMES } from './methodTexts';
import { MethodComparison } from './MethodComparison';
import { WhyHeadline } from './WhyHeadline';
import classes from './why.module.css';

const CHOICES: { value: ExplanationChoice; label: string }[] = [
  ...METHODS.map((value) => ({ value, label: SHORT_NAMES[value] })),
  { value: 'both', label: 'Both' },
];

interface Answer {
  explanations: Explanation[];
  /** The words that were asked about. */
  uncut: readonly string[];
}

export default function WhyView(): JSX.Element {
  const words = useVerdict(({ inside }) => inside.words);
  const choice = useVerdict(({ inside }) => inside.explainedBy);
  const ask = useCallback<Ask<Answer>>(
    async (client, options) => {
      const explanations: Explanation[] = [];
      for (const method of METHODS) {
        if (choice === method || choice === 'both') {
          explanations.push(await client.explain([...words], method, options));
        }
      }
      return { explanations, uncut: words };
    },
    [words, choice],
  );
  const insight = useInsight(words.length === 0 ? null : ask);
  const answer = valueOf(insight);
  return (
    <div className={classes.view}>
      {insight.kind === 'failed' && (
        <TroubleAlert title="This could not be explained" trouble={insight.trouble} />
      )}
      {answer?.explanations[0] !== undefined && (
        <WhyHeadline explanation={answer.explanations[0]} isCurrent={answer.uncut === words} />
      )}
      {words.length > 0 && (
        <div className={classes.choice}>
          <ChoiceField label="Worked out by" value={choice} choices={CHOICES} onChange={explainBy} />
          <AnswerState insight={insight} doing="Working out what each word contributes" />
        </div>
      )}
      {answer === null && words.length > 0 && <div className={classes.placeholder} aria-hidden="true" />}
      {answer !== null && <Explanations {...answer} />}
    </div>
  );
}

function Explanations({ explanations, uncut }: Answer): JSX.Element {
  const [first, second] = explanations;
  const comparison = useMemo(
    () => (first === undefined || second === undefined ? null : compare(first, second)),
    [first, second],
  );
  return (
    <>
      <div className={explanations.length > 1 ? classes.beside : undefined}>
        {explanations.map((explanation) => (
          <ExplainedText key={explanation.method} explanation={explanation} uncut={uncut} />
        ))}
      </div>
      {comparison !== null && <MethodComparison comparison={comparison} />}
    </>
  );
}
