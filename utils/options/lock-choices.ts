/** How long keys under a passphrase may stay open without use. Minutes. Not in `settings.ts`: the popup loads that, and never these. */
export const LOCK_CHOICES = [1, 5, 15, 60, 240] as const;
