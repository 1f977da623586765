/** The story beside the page: one chapter at a time, about the step that is outlined meanwhile. */
import { Button, CloseButton, NativeSelect } from '@mantine/core';
import { useEffect, useRef, type JSX } from 'react';
import { useVerdict } from '../../state/store';
import { CHAPTERS, chapterOf, isChapterId, neighbourOf } from '../../state/story/chapters';
import { closeStory, showChapter } from '../../state/story/storyActions';
import { focusStep, showStep } from '../page/goToStep';
import { chapterText } from './chapterTexts';
import KerasCode from './KerasCode';
import { ChapterPicture } from './pictures/ChapterPicture';
import classes from './story.module.css';
import { Marked } from './Term';

const OPTIONS = CHAPTERS.map(({ id, title }, i) => ({ value: id, label: `${i + 1}. ${title}` }));

export default function StoryPanel(): JSX.Element {
  const id = useVerdict(({ story }) => story.chapter);
  const text = useVerdict(({ settings }) => chapterText(id, settings));
  const heading = useRef<HTMLHeadingElement>(null);
  const { title, step } = chapterOf(id);
  const isFirst = useRef(true);

  useEffect(() => {
    // Opening the page anew with the story as it was left moves nothing.
    if (isFirst.current && document.activeElement === document.body) {
      isFirst.current = false;
      return;
    }
    isFirst.current = false;
    showStep(chapterOf(id).step);
    // Arrow keys go through the list of chapters: it keeps the focus.
    if (document.activeElement instanceof HTMLSelectElement) return;
    heading.current?.focus({ preventScroll: true });
  }, [id]);

  return (
    <aside className={classes.panel} aria-label="Story">
      <div className={classes.bar}>
        <NativeSelect
          className={classes.chapters ?? ''}
          aria-label="Chapter"
          value={id}
          data={OPTIONS}
          onChange={({ currentTarget: { value } }) => {
            if (isChapterId(value)) showChapter(value);
          }}
        />
        <CloseButton
          size={44}
          aria-label="Close the story"
          onClick={() => {
            closeStory();
            focusStep(step);
          }}
        />
      </div>
      <div className={classes.chapter}>
        <h3 ref={heading} className={classes.title} tabIndex={-1}>
          {title}
        </h3>
        <p className={classes.text}>
          <Marked text={text} />
        </p>
        <ChapterPicture id={id} />
        <KerasCode key={id} chapter={id} />
      </div>
      <nav className={classes.turn} aria-label="Chapters">
        <Turn id={neighbourOf(id, -1)?.id} label="Back" />
        <span className={classes.place}>
          {CHAPTERS.findIndex((chapter) => chapter.id === id) + 1} of {CHAPTERS.length}
        </span>
        <Turn id={neighbourOf(id, 1)?.id} label="Next" isMain />
      </nav>
    </aside>
  );
}

function Turn({
  id,
  label,
  isMain = false,
}: {
  id: Parameters<typeof showChapter>[0] | undefined;
  label: string;
  isMain?: boolean;
}): JSX.Element {
  return (
    <Button
      variant={isMain ? 'light' : 'subtle'}
      disabled={id === undefined}
      onClick={() => {
        if (id !== undefined) showChapter(id);
      }}
    >
      {label}
    </Button>
  );
}
