/** The page: a header, the workbench with steps 1 to 4 on one screen, then trying, keeping and comparing. */
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import { lazy, type JSX } from 'react';
import { STORAGE } from '../config';
import { DataStep } from './dataset/DataStep';
import { InsideStep } from './inside/InsideStep';
import { KeepStep } from './keep/KeepStep';
import { NetworkStep } from './network/NetworkStep';
import { AddressProblems } from './page/AddressProblems';
import { Footer } from './page/Footer';
import { Header } from './page/Header';
import { LazyPart } from './page/LazyPart';
import { Notice } from './page/Notice';
import classes from './page/layout.module.css';
import { CompareStep } from './runs/CompareStep';
import { useVerdict } from '../state/store';
import { Explanations } from './story/Explanations';
import { cssVariablesResolver, theme } from './theme';
import { RunDetails } from './train/RunDetails';
import { TrainStep } from './train/TrainStep';
import { TryStep } from './try/TryStep';
import { WordsStep } from './words/WordsStep';

const StoryPanel = lazy(() => import('./story/StoryPanel'));

const colourSchemes = localStorageColorSchemeManager({ key: STORAGE.colourScheme });

export function App(): JSX.Element {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colourSchemes}
      defaultColorScheme="auto"
    >
      <Header />
      <Explanations />
      <div className={classes.besides}>
        <div className={classes.page}>
          <main className={classes.main}>
            <AddressProblems />
            <div className={classes.workbench}>
              <div className={classes.column}>
                <DataStep />
                <WordsStep />
              </div>
              <div className={classes.column}>
                <NetworkStep />
              </div>
              <div className={classes.column}>
                <TrainStep />
              </div>
            </div>
            <RunDetails />
            <TryStep />
            <InsideStep />
            <KeepStep />
            <CompareStep />
          </main>
          <Footer />
        </div>
        <Story />
      </div>
      <Notice />
    </MantineProvider>
  );
}

function Story(): JSX.Element {
  const isOpen = useVerdict(({ story }) => story.isOpen);
  return (
    <>
      {isOpen && (
        <LazyPart title="The story">
          <StoryPanel />
        </LazyPart>
      )}
    </>
  );
}
