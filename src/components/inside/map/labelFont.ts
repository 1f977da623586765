/** The font of the words on the map, as CSS and for plotly; bold, because marked words are. */
export const LABEL_SIZE = 12;
export const LABEL_FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
export const LABEL_FONT = `600 ${LABEL_SIZE}px ${LABEL_FAMILY}`;
