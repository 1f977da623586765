/** Changes of the subject's words, and the way back. */
import { getState, setState } from '../store';
import { insightWorker } from '../workers';
import { NO_EDITS, withEdit, withoutEdit, type Edits } from './edits';
import type { Edit } from '../../insightTypes';
import { clear, redo, undo, visit, type Trail } from './trail';

const change = (next: (trail: Trail) => Trail): void =>
  setState(({ inside }) => ({ inside: { ...inside, trail: next(inside.trail) } }));

export const showEdits = (edits: Edits): void => change((trail) => visit(trail, edits));
export const applyEdit = (edit: Edit): void => showEdits(withEdit(getState().inside.trail.current, edit));
export const putBack = (place: number): void =>
  showEdits(withoutEdit(getState().inside.trail.current, place));
export const resetEdits = (): void => showEdits(NO_EDITS);
export const undoEdit = (): void => change(undo);
export const redoEdit = (): void => change(redo);
export const clearTrail = (): void => change(clear);

/** The words of a typed replacement, as the tokenizer makes them. */
export const wordsOf = async (text: string): Promise<string[]> => (await insightWorker()).tokenize(text);
