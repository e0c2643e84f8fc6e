import * as z from '../schema';

const any = z.dictionary(z.unknown());

/** 2 → 3: the pill has a corner and may be hidden; badge, refreshing and language are the person's to choose. */
export const settingsTo3 = (data: unknown): unknown => {
  const before = z.parse(any, data);
  return {
    ...before,
    pill: { ...z.parse(any, before['pill']), corner: 'bottom-right' },
    pillHidden: {},
    badge: true,
    refresh: 'while-open',
    language: null,
  };
};
