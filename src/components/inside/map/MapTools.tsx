/** The buttons over the map: what a drag does, and the ways to move it without one. */
import type { JSX } from 'react';
import classes from './map.module.css';
import type { Tool } from './usePointer';

interface MapToolsProps {
  tool: Tool;
  onTool: (tool: Tool) => void;
  isTouch: boolean;
  isCloud: boolean;
  isZoomed: boolean;
  onZoom: (factor: number) => void;
  onShowAll: () => void;
}

export function MapTools(props: MapToolsProps): JSX.Element {
  const { tool, onTool, isTouch, isCloud, isZoomed, onZoom, onShowAll } = props;
  const rest: Tool = isTouch ? 'look' : 'move';
  const moving = isCloud ? 'Turn' : 'Move';
  return (
    <div className={classes.tools}>
      <fieldset className={classes.toolGroup} aria-label="What dragging does">
        <button
          type="button"
          aria-pressed={tool === 'move'}
          onClick={() => onTool(isTouch && tool === 'move' ? 'look' : 'move')}
        >
          {isTouch ? `${moving} the map` : moving}
        </button>
        <button
          type="button"
          aria-pressed={tool === 'region'}
          title="Draw round words to list them"
          onClick={() => onTool(tool === 'region' ? rest : 'region')}
        >
          Lasso
        </button>
      </fieldset>
      <fieldset className={classes.toolGroup} aria-label="Zoom">
        <button type="button" aria-label="Zoom in" onClick={() => onZoom(0.6)}>
          +
        </button>
        <button type="button" aria-label="Zoom out" onClick={() => onZoom(1 / 0.6)}>
          −
        </button>
        {/* Not disabled, which would take the focus away from who has just pressed it. */}
        <button type="button" aria-disabled={isZoomed ? undefined : true} onClick={onShowAll}>
          Show all
        </button>
      </fieldset>
    </div>
  );
}
