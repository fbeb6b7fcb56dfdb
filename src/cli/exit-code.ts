/** What the command ends with; scripts rely on these. */
export const exitCode = { ok: 0, refused: 1, someFailed: 2, cancelled: 3 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
