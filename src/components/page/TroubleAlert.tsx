/** What went wrong, in the step where it did, and a way to try again where there is one. */
import { Alert, Button } from '@mantine/core';
import type { JSX } from 'react';
import type { Trouble } from '../../state/status';
import classes from './alert.module.css';

export interface TroubleAlertProps {
  title: string;
  trouble: Trouble;
  onRetry?: () => void;
  onClose?: () => void;
}

export function TroubleAlert({ title, trouble, onRetry, onClose }: TroubleAlertProps): JSX.Element {
  return (
    <Alert
      color="orange"
      title={title}
      className={classes.alert}
      classNames={{
        title: classes.title ?? '',
        message: classes.message ?? '',
        closeButton: classes.close ?? '',
      }}
      {...(onClose === undefined
        ? {}
        : { withCloseButton: true, closeButtonLabel: 'Close this message', onClose })}
    >
      <p className={classes.text}>{trouble.message}</p>
      {onRetry !== undefined && (
        <Button variant="default" size="sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Alert>
  );
}
