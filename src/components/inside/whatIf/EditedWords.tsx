/** The words of the review, each with what was changed; choosing one opens its menu. */
import { VisuallyHidden } from '@mantine/core';
import { memo, useCallback, useState, type JSX, type KeyboardEvent } from 'react';
import type { Edit } from '../../../insightTypes';
import { editAt, removeWord } from '../../../state/inside/edits';
import type { Trail } from '../../../state/inside/trail';
import { applyEdit, putBack } from '../../../state/inside/whatIfActions';
import { shadeOf } from '../../contributions/ShadedWords';
import { useRovingWords } from '../../contributions/useRovingWords';
import { WordMenu } from './WordMenu';
import classes from './whatIf.module.css';

interface EditedWordsProps {
  trail: Trail;
  /** [words] contribution of each in the original; null where it is not known. */
  pushes: readonly number[] | null;
}

export function EditedWords({ trail, pushes }: EditedWordsProps): JSX.Element {
  const { words, current } = trail;
  const { ref, place, moveTo, onKeyDown } = useRovingWords(words.length);
  const [opened, setOpened] = useState<number | null>(null);
  const most = pushes?.reduce((largest, push) => Math.max(largest, Math.abs(push)), 0) ?? 0;
  const close = useCallback(() => setOpened(null), []);
  return (
    <fieldset ref={ref} className={classes.words} dir="auto" aria-label="The words; move with the arrow keys">
      {words.map((word, position) => (
        // The same word may come often: only its place tells it apart.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={position} className={classes.token}>
          <Token
            word={word}
            edit={editAt(current, position)}
            push={pushes?.[position] ?? 0}
            most={most}
            place={position}
            isStop={position === place}
            isOpen={position === opened}
            onFocus={moveTo}
            onMove={onKeyDown}
            onOpen={setOpened}
          />
          {position === opened && <WordMenu trail={trail} place={position} onClose={close} />}
        </span>
      ))}
    </fieldset>
  );
}

interface TokenProps {
  word: string;
  edit: Edit | null;
  push: number;
  most: number;
  place: number;
  isStop: boolean;
  isOpen: boolean;
  onFocus: (place: number) => void;
  onMove: (event: KeyboardEvent) => void;
  onOpen: (place: number) => void;
}

const Token = memo(function Token(props: TokenProps): JSX.Element {
  const { word, edit, push, most, place, isStop, isOpen, onFocus, onMove, onOpen } = props;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return onMove(event);
    event.preventDefault();
    if (edit?.kind === 'remove') putBack(place);
    else applyEdit(removeWord(place));
    return undefined;
  }

  return (
    <button
      type="button"
      className={classes.word}
      style={edit === null ? shadeOf(push, most) : {}}
      data-place={place}
      data-edit={edit?.kind}
      tabIndex={isStop ? 0 : -1}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onFocus={() => onFocus(place)}
      onKeyDown={onKeyDown}
      onClick={() => onOpen(place)}
    >
      <Changed word={word} edit={edit} />
    </button>
  );
});

/** A word with its change, as one corrects on paper. */
export function Changed({ word, edit }: { word: string; edit: Edit | null }): JSX.Element {
  if (edit === null) return <>{word}</>;
  if (edit.kind === 'negate') {
    return (
      <>
        <ins>{edit.words.slice(0, -1).join(' ')}</ins> {word}
      </>
    );
  }
  return (
    <>
      <del>{word}</del>
      {edit.words.length === 0 ? (
        <VisuallyHidden component="span"> (removed)</VisuallyHidden>
      ) : (
        <>
          <VisuallyHidden component="span"> (replaced by)</VisuallyHidden> <ins>{edit.words.join(' ')}</ins>
        </>
      )}
    </>
  );
}
