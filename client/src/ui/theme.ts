// The look on top of Mantine: paper-white ground, indigo (藍) for action, vermilion (朱) only for what asks for
// attention, moss for what is done. Shade 8 is the colour itself, the lighter ones its grounds.
import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

const ai: MantineColorsTuple = [
  '#e9eef7',
  '#d9e2f2',
  '#b9c9e6',
  '#8fa9d6',
  '#6a8ac7',
  '#4f74b8',
  '#3d5fa3',
  '#2c4c89',
  '#1f3a6e',
  '#162b54',
];
const shu: MantineColorsTuple = [
  '#fbeae6',
  '#f6d5cc',
  '#edb0a1',
  '#e28873',
  '#d8664c',
  '#d05238',
  '#c94328',
  '#c53d23',
  '#c23b22',
  '#9c2e1a',
];
const moss: MantineColorsTuple = [
  '#e6f2ec',
  '#d0e6da',
  '#a6cfb9',
  '#7ab797',
  '#58a27b',
  '#45926a',
  '#39855f',
  '#337e5a',
  '#2f7a57',
  '#225b41',
];
// Warm neutrals; 4 is the border of buttons, 5 the border of fields (3:1 on white), 6 muted text.
const gray: MantineColorsTuple = [
  '#fbfaf7',
  '#f6f4ee',
  '#efece5',
  '#e5e1d8',
  '#cdc8bc',
  '#8d897f',
  '#5a6473',
  '#454e5b',
  '#333c4a',
  '#1d2430',
];

const font = "'Noto Sans JP Variable', 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif";

export const theme = createTheme({
  colors: { ai, shu, moss, gray, red: shu },
  primaryColor: 'ai',
  primaryShade: 8,
  black: '#1d2430',
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
  fontFamily: font,
  headings: { fontFamily: font, fontWeight: '700' },
  fontSizes: { xs: '12px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  lineHeights: { xs: '1.6', sm: '1.7', md: '1.8', lg: '1.7', xl: '1.5' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'never',
  components: {
    Button: { defaultProps: { fw: 500 } },
    Modal: { defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.35 } } },
  },
});

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1d2430',
    '--mantine-color-dimmed': '#5a6473',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-ai-light': '#e9eef7',
    '--mantine-color-ai-light-hover': '#d9e2f2',
    '--mantine-color-shu-light': '#fbeae6',
    '--mantine-color-error': '#b3341d',
    '--mantine-color-default-border': '#cdc8bc',
  },
  dark: {},
});
