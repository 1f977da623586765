/** Says whose answers these are while the model that comes with the page gives them. */
import type { JSX } from 'react';
import { describePretrained } from '../../state/pretrained';
import { useVerdict } from '../../state/store';
import fields from './fields.module.css';

interface PretrainedNoteProps {
  /** Of the sentence: what the model does here, such as "Answered by". */
  beginning: string;
}

export function PretrainedNote({ beginning }: PretrainedNoteProps): JSX.Element | null {
  const model = useVerdict((state) => state.model);
  if (model?.isPretrained !== true) return null;
  return (
    <p className={fields.note}>
      {beginning} the model that comes with this page: {describePretrained(model)}. Train your own in step 4
      and it takes over.
    </p>
  );
}
