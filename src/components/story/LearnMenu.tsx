/** In the header: what explains the page. */
import { Button, Menu } from '@mantine/core';
import type { JSX } from 'react';
import { useVerdict } from '../../state/store';
import { closeStory, openStory, showGlossary } from '../../state/story/storyActions';
import { startTour } from '../../state/story/tourActions';

/** The menu gives the focus back to its button a moment after it has closed; what is opened takes it after that. */
const FOCUS_RETURN_MS = 50;
const afterMenu = (open: () => void) => (): void => {
  setTimeout(open, FOCUS_RETURN_MS);
};

export function LearnMenu(): JSX.Element {
  const isOpen = useVerdict(({ story }) => story.isOpen);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="light" size="sm" px={12}>
          Learn
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={isOpen ? closeStory : afterMenu(openStory)}>
          {isOpen ? 'Close the story' : 'The story, chapter by chapter'}
        </Menu.Item>
        <Menu.Item onClick={afterMenu(startTour)}>Tour of the page</Menu.Item>
        <Menu.Item onClick={afterMenu(() => showGlossary(true))}>Glossary</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
