import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * @param page what is looked at, as it is now
 * @param within a selector; the whole page without it
 * @returns one line for each thing that axe finds wrong, with the element
 */
export async function axeTroubles(page: Page, within = 'html'): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .include(within)
    .options({ rules: { 'target-size': { enabled: true } } })
    // No second page for its report: these have no frames.
    .setLegacyMode();
  const { violations, passes } = await axe.analyze();
  if (passes.length === 0) throw new Error('axe found nothing to look at');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${String(target)}: ${failureSummary}`),
  );
}
