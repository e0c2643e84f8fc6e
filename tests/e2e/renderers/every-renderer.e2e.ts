import { docsVariants, nameOf } from '../../portal/docs/index.ts';
import { checkRenderer } from '../check-renderer.ts';
import { test } from '../fixtures.ts';

for (const variant of docsVariants) {
  test(`${nameOf(variant)}: authorized, switched both ways, never a foreign token`, async ({
    popup,
    portal,
    replica,
  }) => {
    await checkRenderer({ popup, portal, replica, variant });
  });
}
