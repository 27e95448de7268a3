import config from './playwright.config.ts'

/** `npm run screenshots`: pictures of every page of the demo instance, into docs/images. */
export default { ...config, testDir: 'tests/screenshots', timeout: 120_000, use: { ...config.use, trace: 'off' } }
