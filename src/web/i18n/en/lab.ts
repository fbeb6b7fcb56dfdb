export const lab = {
  title: 'Lab',
} as const;
