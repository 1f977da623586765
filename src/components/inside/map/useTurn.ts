/** How a cloud of three axes is turned, by pointer or keys. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { FIRST_TURN, type Turn } from './mapPoints';

/** Radians for each px: half a turn for the width of a desktop's map. */
const PER_PX = 0.006;
const REST_MS = 160;
const STEEPEST = Math.PI / 2;

export function useTurn(): {
  turn: Turn;
  isTurning: boolean;
  turnBy: (across: number, down: number) => void;
} {
  const [turn, setTurn] = useState(FIRST_TURN);
  const [isTurning, setTurning] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const turnBy = useCallback((across: number, down: number) => {
    setTurn(({ yaw, pitch }) => ({
      yaw: yaw + across * PER_PX,
      pitch: Math.min(STEEPEST, Math.max(-STEEPEST, pitch + down * PER_PX)),
    }));
    setTurning(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setTurning(false), REST_MS);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { turn, isTurning, turnBy };
}
