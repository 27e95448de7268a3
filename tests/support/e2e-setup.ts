import { startPosthorn } from './posthorn.ts'
import { seedDemo } from './seed-demo.ts'

/** One running program with the demo instance for all browser tests; playwright.config.ts chose its port. */
export default async function setUp() {
  const port = new URL(process.env.POSTHORN_TEST_URL ?? '').port
  const apiToken = process.env.POSTHORN_TEST_API_TOKEN ?? ''
  const posthorn = await startPosthorn({ env: { PORT: port, POSTHORN_API_TOKEN: apiToken } })
  process.env.POSTHORN_TEST_DATABASE_URL = await posthorn.databaseUrl()
  await seedDemo(posthorn).catch(async (error: unknown) => {
    await posthorn.stop()
    throw error
  })
  return posthorn.stop
}
