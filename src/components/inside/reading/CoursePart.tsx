/** How the answer moved from word to word: under the text, as a curve, in a sentence and as a table. */
import { useMemo, type JSX, type ReactNode } from 'react';
import type { Reading } from '../../../insightTypes';
import { formatProbability } from '../../../state/probability';
import { useVerdict } from '../../../state/store';
import { useChartTheme } from '../../charts/chartTheme';
import { ChartWithTable, type ChartTable } from '../../charts/ChartWithTable';
import { Term } from '../../story/Term';
import type { ChartData } from '../../charts/downloads';
import { answerSentence, courseSummary, inPoints, probabilityOf, stepSummary } from './course';
import { COURSE_TITLE, courseFigure, courseFrame } from './courseFigure';
import { watchClicks } from './plotClicks';
import { PlotMarks } from './PlotMarks';
import { ReadText } from './ReadText';
import classes from './reading.module.css';

interface CoursePartProps {
  reading: Reading;
  uncut: readonly string[];
  place: number | null;
  /** Stable. */
  onMark: (place: number) => void;
  /** Below the marked word. */
  children: ReactNode;
}

export function CoursePart({ reading, uncut, place, onMark, children }: CoursePartProps): JSX.Element {
  const theme = useChartTheme();
  const figure = useMemo(() => courseFigure(theme, reading), [theme, reading]);
  const onDrawn = useMemo(
    () =>
      watchClicks(({ x }) => {
        if (typeof x === 'number' && x >= 1) onMark(x - 1);
      }),
    [onMark],
  );
  return (
    <section className={classes.part} aria-label="The answer, word by word">
      <Headline reading={reading} />
      <div className={classes.beside}>
        <div className={classes.part}>
          <p className={classes.note}>
            Under each word stands the answer if the review ended there: a{' '}
            <strong>blue bar that rises</strong> leans to positive, an <strong>orange one that hangs</strong>{' '}
            to negative, and none at all is 50:50. How far a word moves it is counted in{' '}
            <Term id="points">points</Term>.
          </p>
          <CutNote reading={reading} />
          <ReadText reading={reading} uncut={uncut} place={place} onMark={onMark} />
          <p className={classes.step}>{place === null ? '' : stepSummary(reading, place)}</p>
          {children}
        </div>
        <ChartWithTable
          title={COURSE_TITLE}
          figure={figure}
          summary={courseSummary(reading)}
          table={() => courseTable(reading)}
          data={() => courseData(reading)}
          onDrawn={onDrawn}
          overlay={
            place !== null && (
              <PlotMarks
                frame={courseFrame(reading)}
                x={place + 1}
                y={probabilityOf(reading.logOdds[place + 1] ?? 0)}
              />
            )
          }
        />
      </div>
    </section>
  );
}

function Headline({ reading }: { reading: Reading }): JSX.Element {
  const end = reading.logOdds.at(-1) ?? 0;
  const isPositive = end > 0;
  return (
    <output className={classes.headline} data-tone={isPositive ? 'positive' : 'negative'}>
      <span className={classes.verdict}>
        {formatProbability(probabilityOf(end))} <span className={classes.of}>positive in the end</span>
      </span>
      <span>{answerSentence(reading)}</span>
    </output>
  );
}

function CutNote({
  reading: { words, numCut, isCutAtStart },
}: Pick<CoursePartProps, 'reading'>): JSX.Element | null {
  const branches = useVerdict(({ model }) => model?.settings.branches);
  if (numCut === 0) return null;
  const which = isCutAtStart ? 'last' : 'first';
  return (
    <p className={classes.note}>
      The network reads the {which} {words.length.toLocaleString('en')} words of this review; the{' '}
      {numCut.toLocaleString('en')} in grey were cut off.
      {branches === 'both' && ' The linear model counts all words: those in grey are in every number here.'}
    </p>
  );
}

function courseTable({ words, logOdds }: Reading): ChartTable {
  return {
    columns: ['After', 'Positive', 'Moved'],
    rows: Array.from(logOdds, (value, i) => {
      const probability = probabilityOf(value);
      const name = i === 0 ? 'Before the first word' : `${i}. ${words[i - 1]?.word ?? ''}`;
      const moved = i === 0 ? '' : inPoints(probability - probabilityOf(logOdds[i - 1] ?? 0));
      return [name, formatProbability(probability), moved];
    }),
  };
}

function courseData({ words, logOdds }: Reading): ChartData {
  return {
    columns: ['word number', 'word', 'probability', 'log-odds'],
    rows: Array.from(logOdds, (value, i) => [i, words[i - 1]?.word ?? '', probabilityOf(value), value]),
  };
}
