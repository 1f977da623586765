/**
 * The rows of the list of errors. A real table: rows out of sight are stood for by spacers, and the row that
 * holds the keyboard's place is always in the document.
 */
import {
  Fragment,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type JSX,
  type KeyboardEvent,
} from 'react';
import type { EvaluationInput } from '../../evaluation/checkScores';
import { sigmoid } from '../../evaluation/logistic';
import type { ReviewView } from '../../types';
import { ErrorRow } from './ErrorRow';
import classes from './errors.module.css';
import { createReviewLoader } from './reviewLoader';
import { movedTo } from './rowKeys';
import { useVirtualRows } from './useVirtualRows';

/** In errors.module.css, px. */
const HEAD_HEIGHT = 34;

interface ErrorRowsProps {
  test: EvaluationInput;
  /** The reviews to list, in their order. */
  indices: readonly number[];
  temperature: number;
  /** px; another height needs another component. */
  rowHeight: number;
  review: (index: number) => Promise<ReviewView>;
  onOpen: (index: number) => void;
}

export function ErrorRows({
  test,
  indices,
  temperature,
  rowHeight,
  review,
  onOpen,
}: ErrorRowsProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const takesFocus = useRef(false);
  const [active, setActive] = useState(0);
  const numRows = indices.length;
  // A moved threshold may shorten the list.
  const place = Math.min(active, numRows - 1);
  const { rows, scrollTo } = useVirtualRows({ frame, numRows, rowHeight, headHeight: HEAD_HEIGHT, place });

  const loader = useMemo(() => createReviewLoader(review), [review]);
  useSyncExternalStore(loader.subscribe, loader.version);
  const wanted = rows.map((row) => indices[row.place]).join(' ');
  useEffect(() => {
    if (wanted !== '') loader.want(wanted.split(' ').map(Number));
    return () => loader.want([]);
  }, [loader, wanted]);

  // Each time: the row may come into the document only after the render in which it became the place.
  useLayoutEffect(() => {
    if (!takesFocus.current) return;
    const button = frame.current?.querySelector<HTMLButtonElement>(`button[data-place="${place}"]`);
    if (button === null || button === undefined) return;
    takesFocus.current = false;
    button.focus({ preventScroll: true });
  });

  function move(event: KeyboardEvent): void {
    const next = movedTo(event.key, place, numRows);
    if (next === null) return;
    event.preventDefault();
    if (next === place) return;
    takesFocus.current = true;
    setActive(next);
    scrollTo(next);
  }

  return (
    <div ref={frame} className={classes.frame}>
      <table className={classes.table} aria-label="Test reviews" aria-rowcount={numRows + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">Review</th>
            <th scope="col">Label</th>
            <th scope="col" title="Probability of “positive”">
              Positive
            </th>
            <th scope="col">Words</th>
            <th scope="col">Begins</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => {
            const index = indices[row.place]!;
            const above = i === 0 ? 0 : rows[i - 1]!.top + rowHeight;
            return (
              <Fragment key={index}>
                <Spacer height={row.top - above} />
                <ErrorRow
                  index={index}
                  place={row.place}
                  isPlace={row.place === place}
                  label={test.labels[index] === 1 ? 1 : 0}
                  probability={sigmoid(test.scores[index]! / temperature)}
                  numWords={test.lengths[index]!}
                  firstWords={loader.firstWords(index)}
                  onOpen={() => {
                    setActive(row.place);
                    onOpen(index);
                  }}
                  onKeyDown={move}
                />
              </Fragment>
            );
          })}
          <Spacer height={numRows * rowHeight - ((rows.at(-1)?.top ?? -rowHeight) + rowHeight)} />
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ height }: { height: number }): JSX.Element | null {
  return height <= 0 ? null : <tr aria-hidden="true" style={{ height }} />;
}
