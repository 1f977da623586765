/** The chapter in Python, with the settings as they are, to read and to copy. */
import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useVerdict } from '../../state/store';
import type { ChapterId } from '../../state/story/chapters';
import { kerasCode, kerasScript } from '../../state/story/keras/kerasCode';
import classes from './story.module.css';
import { Term } from './Term';

type Copied = 'none' | 'chapter' | 'script' | 'failed';

const SAID: Record<Copied, string> = {
  none: '',
  chapter: 'Copied.',
  script: 'Copied: all chapters as one script.',
  failed: 'The browser did not let the text be copied. Select it and press Ctrl+C.',
};

export default function KerasCode({ chapter }: { chapter: ChapterId }): JSX.Element {
  const settings = useVerdict((state) => state.settings);
  const code = kerasCode(chapter, settings);
  const [copied, setCopied] = useState<Copied>('none');
  async function copy(text: string, what: Copied): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(what);
    } catch {
      setCopied('failed');
    }
  }
  return (
    <section className={classes.code} aria-label="The same in Keras">
      <h4 className={classes.codeTitle}>
        {settings.branches === 'linear' ? (
          'The same in Python'
        ) : (
          <>
            The same in <Term id="keras">Keras</Term>
          </>
        )}
      </h4>
      {/* Scrolls on its own, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.source} tabIndex={0}>
        <code>{code}</code>
      </pre>
      <div className={classes.copy}>
        <Button size="compact-sm" variant="light" onClick={() => void copy(code, 'chapter')}>
          Copy code
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => void copy(kerasScript(settings), 'script')}>
          Copy the whole script
        </Button>
        <output className={classes.copied} aria-label="Copying">
          {SAID[copied]}
        </output>
      </div>
    </section>
  );
}
