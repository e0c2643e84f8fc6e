import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  plugins: [await WxtVitest()],
  test: {
    include: ['tests/unit/**/*.test.{ts,tsx}'],
    setupFiles: 'tests/unit/support/setup.ts',
    // Loading what is tested anew for each file took longer than the tests.
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
    reporters: ['default'],
  },
});
