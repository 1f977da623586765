/** What can be done with one word; each choice says what the model would answer. */
import { Popover } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, type JSX, type KeyboardEvent } from 'react';
import { sigmoid } from '../../../evaluation/logistic';
import type { Neighbour } from '../../../insightTypes';
import {
  editAt,
  keyOf,
  negateWord,
  removeWord,
  replaceWord,
  withEdit,
  withoutEdit,
  type Edits,
} from '../../../state/inside/edits';
import type { Trail } from '../../../state/inside/trail';
import { useInsight, valueOf, type Ask } from '../../../state/inside/useInsight';
import { showEdits } from '../../../state/inside/whatIfActions';
import { idOfWord } from '../../../state/inside/wordIds';
import { formatProbability } from '../../../state/probability';
import { useVerdict } from '../../../state/store';
import { OtherWord } from './OtherWord';
import { useStates } from './useJudged';
import classes from './whatIf.module.css';

const NUM_NEIGHBOURS = 8;
const NO_NEIGHBOURS: Neighbour[] = [];

interface WordMenuProps {
  trail: Trail;
  place: number;
  onClose: () => void;
}

export function WordMenu({ trail, place, onClose }: WordMenuProps): JSX.Element {
  return (
    <Popover
      opened
      onDismiss={onClose}
      trapFocus
      returnFocus
      withinPortal
      position="bottom-start"
      width={300}
      shadow="md"
    >
      <Popover.Target>
        <span className={classes.anchor} aria-hidden="true" />
      </Popover.Target>
      <Popover.Dropdown className={classes.menu ?? ''} aria-label={`“${trail.words[place] ?? ''}”`}>
        <Choices trail={trail} place={place} onClose={onClose} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface Choice {
  key: string;
  label: string;
  edits: Edits;
}

function Choices({ trail, place, onClose }: WordMenuProps): JSX.Element {
  const { words, current } = trail;
  const word = words[place] ?? '';
  const { neighbours, note } = useNeighbours(word);
  const list = useRef<HTMLDivElement>(null);
  const { actions, replacements } = useMemo(
    () => choicesFor(trail, place, neighbours),
    [trail, place, neighbours],
  );
  const states = useMemo(
    () => [...actions, ...replacements].map(({ edits }) => edits),
    [actions, replacements],
  );
  const judged = valueOf(useStates(words, states));

  // Before the menu has its place it stands at the top of the page, which must not be scrolled to.
  useEffect(() => list.current?.querySelector('button')?.focus({ preventScroll: true }), []);

  function choose(edits: Edits): void {
    showEdits(edits);
    onClose();
  }

  function move(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || list.current === null) return;
    event.preventDefault();
    const buttons = [...list.current.querySelectorAll('button')];
    const from = buttons.findIndex((button) => button === document.activeElement);
    buttons[(from + step + buttons.length) % buttons.length]?.focus();
  }

  const showChoice = ({ key, label, edits }: Choice, score?: number): JSX.Element => (
    <button
      key={key}
      type="button"
      className={classes.choice}
      aria-current={keyOf(edits) === keyOf(current) ? 'true' : undefined}
      onKeyDown={move}
      onClick={() => choose(edits)}
    >
      {score !== undefined && <ScoreDot score={score} />}
      <span className={classes.choiceLabel}>{label}</span>
      <Outcome logOdds={judged?.logOdds.get(keyOf(edits)) ?? null} />
    </button>
  );

  return (
    <div ref={list}>
      <p className={classes.menuTitle}>
        <span>“{word}”</span>
        <span className={classes.note}>positive then</span>
      </p>
      {actions.map((choice) => showChoice(choice))}
      <p className={classes.menuTitle}>
        <span className={classes.note}>Replace it by one of its nearest words</span>
      </p>
      {note !== null && <p className={classes.menuNote}>{note}</p>}
      {replacements.map((choice, i) => showChoice(choice, neighbours[i]?.score))}
      <OtherWord word={word} onReplace={(others) => choose(withEdit(current, replaceWord(place, others)))} />
    </div>
  );
}

function choicesFor(
  { words, current }: Trail,
  place: number,
  neighbours: readonly Neighbour[],
): { actions: Choice[]; replacements: Choice[] } {
  const word = words[place] ?? '';
  const actions: Choice[] = [
    { key: 'remove', label: 'Remove it', edits: withEdit(current, removeWord(place)) },
    { key: 'negate', label: `Say “not ${word}”`, edits: withEdit(current, negateWord(place, word)) },
  ];
  if (editAt(current, place) !== null) {
    actions.push({ key: 'back', label: `Put “${word}” back`, edits: withoutEdit(current, place) });
  }
  const replacements = neighbours.map(({ id, word: other }) => ({
    key: String(id),
    label: other,
    edits: withEdit(current, replaceWord(place, [other])),
  }));
  return { actions, replacements };
}

/** The nearest words in the embedding, or why there are none. */
function useNeighbours(word: string): { neighbours: Neighbour[]; note: string | null } {
  const vocabulary = useVerdict(({ model }) => model?.vocabulary ?? '');
  const id = useMemo(() => idOfWord(vocabulary, word), [vocabulary, word]);
  const ask = useCallback<Ask<Neighbour[]>>(
    (client, { signal }) => client.neighbours(id ?? 0, 'cosine', NUM_NEIGHBOURS, { signal }),
    [id],
  );
  const insight = useInsight(id === null ? null : ask);
  const neighbours = valueOf(insight) ?? NO_NEIGHBOURS;
  if (id === null) return { neighbours, note: 'The model does not know this word, so it has no neighbours.' };
  if (insight.kind === 'failed') return { neighbours, note: insight.trouble.message };
  return { neighbours, note: neighbours.length === 0 ? 'Looking for its neighbours …' : null };
}

/** How positive the model finds the word by itself. */
function ScoreDot({ score }: { score: number }): JSX.Element {
  const share = Number.isFinite(score) ? Math.round(200 * Math.abs(score - 0.5)) : 0;
  const colour = `var(--verdict-${score > 0.5 ? 'positive' : 'negative'})`;
  return (
    <span
      className={classes.dot}
      style={{ background: `color-mix(in srgb, ${colour} ${Math.min(100, share)}%, var(--verdict-grid))` }}
      title={`By itself ${formatProbability(score)} positive`}
    />
  );
}

function Outcome({ logOdds }: { logOdds: number | null }): JSX.Element {
  const tone = logOdds === null ? undefined : logOdds > 0 ? classes.positive : classes.negative;
  return (
    <span className={`${classes.outcome} ${tone ?? ''}`}>
      {logOdds === null ? '…' : formatProbability(sigmoid(logOdds))}
    </span>
  );
}
