/** Mantine's theme: system fonts, one deep teal accent; every other colour is a variable of theme.css. */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const SYSTEM_FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', sans-serif";

const accent: MantineColorsTuple = [
  '#e6f6f5',
  '#cdebe9',
  '#9bd6d2',
  '#66bfba',
  '#3fada6',
  '#259c95',
  '#148a83',
  '#0f756f',
  '#0b625d',
  '#064f4b',
];

/** Mantine's dark surfaces, tinted like the page's own. */
const dark: MantineColorsTuple = [
  '#e7eaee',
  '#c3cad3',
  '#a4adba',
  '#6b7684',
  '#414b57',
  '#333c46',
  '#20262d',
  '#181c21',
  '#12161a',
  '#0c0f12',
];

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  // The one shade that carries white text (contrast 5.5) and stands out from both panels.
  primaryShade: 7,
  fontFamily: SYSTEM_FONT,
  headings: { fontFamily: SYSTEM_FONT, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** Mantine's own surfaces take the page's colours, so that panels, inputs and charts agree. */
const surfaces = {
  '--mantine-color-body': 'var(--verdict-panel)',
  '--mantine-color-text': 'var(--verdict-text)',
  '--mantine-color-dimmed': 'var(--verdict-muted)',
  '--mantine-color-placeholder': 'var(--verdict-muted)',
  '--mantine-color-default-border': 'var(--verdict-border)',
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  // Text of subtle and light buttons: the accent itself, with a contrast of 5.5 at least, hovered or not.
  light: { ...surfaces, '--mantine-color-accent-light-color': accent[9] },
  dark: {
    ...surfaces,
    '--mantine-color-accent-light-color': accent[3],
    '--mantine-color-default': '#20252c',
    '--mantine-color-default-hover': '#272d35',
  },
});
