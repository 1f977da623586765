/**
 * A button that can have to wait. It says so without being disabled, which would take the keyboard's focus
 * away from the person who has just pressed it.
 */
import { Button, type ButtonProps } from '@mantine/core';
import type { JSX, ReactNode, Ref } from 'react';

export interface ActionButtonProps extends Pick<ButtonProps, 'size' | 'variant' | 'className'> {
  children: ReactNode;
  isWaiting: boolean;
  /** A button that submits a form leaves the waiting to the form, where Enter is pressed too. */
  type?: 'button' | 'submit';
  onClick?: () => void;
  ref?: Ref<HTMLButtonElement>;
  'aria-label'?: string;
}

export function ActionButton({ isWaiting, onClick, ...rest }: ActionButtonProps): JSX.Element {
  return (
    <Button
      {...rest}
      {...(isWaiting ? { 'data-disabled': true, 'aria-disabled': true } : {})}
      onClick={() => {
        if (!isWaiting) onClick?.();
      }}
    />
  );
}
