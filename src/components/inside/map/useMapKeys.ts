/** Moves the map without a pointer. */
import type { KeyboardEvent } from 'react';
import type { Stage } from './useStage';
import { middleOf, moveView, zoomView, type View } from './view';

/** Share of what is shown. */
const STEP = 0.15;
/** What a turned cloud takes for px. */
const TURN = 40;
const ZOOM = 0.6;

const ARROWS: Record<string, [right: number, up: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

interface MapKeys {
  onKey: (event: KeyboardEvent) => void;
  /** @param factor above 1 shows more */
  zoom: (factor: number) => void;
}

/** @param onTurn turns the cloud by px; null where there is nothing to turn */
export function useMapKeys(
  stage: Stage,
  home: View,
  onTurn: ((across: number, down: number) => void) | null,
): MapKeys {
  const zoom = (factor: number): void => {
    const view = stage.currentView();
    stage.moveTo(zoomView(view, home, factor, middleOf(view)));
  };

  function act({ key }: KeyboardEvent): boolean {
    const arrow = ARROWS[key];
    if (arrow !== undefined) {
      const [right, up] = arrow;
      if (onTurn === null) stage.moveTo(moveView(stage.currentView(), STEP * right, STEP * up));
      else onTurn(TURN * right, -TURN * up);
    } else if (key === '+' || key === '=') zoom(ZOOM);
    else if (key === '-') zoom(1 / ZOOM);
    else if (key === '0') stage.showAll();
    else return false;
    return true;
  }

  return {
    zoom,
    onKey(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (act(event)) event.preventDefault();
    },
  };
}
