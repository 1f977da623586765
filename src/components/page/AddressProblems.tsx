/** Settings in the address that could not be used. */
import { Alert } from '@mantine/core';
import type { JSX } from 'react';
import { useVerdict } from '../../state/store';
import { dismissAddressProblems } from '../../state/settingsActions';
import classes from './alert.module.css';

export function AddressProblems(): JSX.Element | null {
  const problems = useVerdict((state) => state.addressProblems);
  if (problems.length === 0) return null;
  return (
    <Alert
      color="orange"
      title="Some settings in the address were replaced by their defaults"
      withCloseButton
      closeButtonLabel="Close this message"
      onClose={dismissAddressProblems}
      className={classes.alert}
      classNames={{
        title: classes.title ?? '',
        message: classes.message ?? '',
        closeButton: classes.close ?? '',
      }}
    >
      <ul className={classes.list}>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Alert>
  );
}
