/** In the header: what explains the page. */
import { Button, Menu } from '@mantine/core';
import type { JSX } from 'react';
import { useVerdict } from '../../state/store';
import { closeStory, openStory, showGlossary } from '../../state/story/storyActions';
import { startTour } from '../../state/story/tourActions';

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
        <Menu.Item onClick={isOpen ? closeStory : openStory}>
          {isOpen ? 'Close the story' : 'The story, chapter by chapter'}
        </Menu.Item>
        <Menu.Item onClick={startTour}>Tour of the page</Menu.Item>
        <Menu.Item onClick={() => showGlossary(true)}>Glossary</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
