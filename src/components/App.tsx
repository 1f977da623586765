/** The page: a header, the workbench with steps 1 to 4 on one screen, then trying, keeping and comparing. */
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import type { JSX } from 'react';
import { STORAGE } from '../config';
import { DataStep } from './dataset/DataStep';
import { InsideStep } from './inside/InsideStep';
import { KeepStep } from './keep/KeepStep';
import { NetworkStep } from './network/NetworkStep';
import { AddressProblems } from './page/AddressProblems';
import { Footer } from './page/Footer';
import { Header } from './page/Header';
import { Notice } from './page/Notice';
import classes from './page/layout.module.css';
import { CompareStep } from './runs/CompareStep';
import { cssVariablesResolver, theme } from './theme';
import { RunDetails } from './train/RunDetails';
import { TrainStep } from './train/TrainStep';
import { TryStep } from './try/TryStep';
import { WordsStep } from './words/WordsStep';

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
      <Notice />
    </MantineProvider>
  );
}
