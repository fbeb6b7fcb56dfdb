import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core';
import { sans, serif } from '../report/stylesheet.ts';

/** Ink on paper: controls are drawn in the colour of the text, so that colour is left to the designs (docs/design.md). */
const ink: MantineColorsTuple = [
  ...(['#f4f3ef', '#e6e4de', '#d0cdc5', '#b0aca3', '#8f8b83'] as const),
  ...(['#6f6c66', '#54524e', '#3b3a38', '#2a2a29', '#1d1f21'] as const),
];

export const theme = createTheme({
  fontFamily: sans,
  headings: { fontFamily: serif, fontWeight: '600' },
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 1 },
  // Paper on ink in both modes: Mantine would keep white letters on what is light in the dark.
  variantColorResolver: (input) =>
    input.variant === 'filled'
      ? { background: 'var(--ink)', hover: 'var(--soft)', color: 'var(--paper)', border: '1px solid var(--ink)' }
      : defaultVariantColorsResolver(input),
  colors: { ink },
  defaultRadius: 0,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
});
