/** Exit codes: everything was examined and nothing fails · findings · something was not examined, or the call was wrong. 2 wins over 1. */
export const EXIT = { ok: 0, findings: 1, error: 2 } as const;
