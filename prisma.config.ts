import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// The CLI downloads a native schema engine before it does anything. It gets the WebAssembly build that npm
// installed instead, so that it works without a network. PRISMA_NATIVE_ENGINE=1 uses Prisma's own.
const here = path.dirname(fileURLToPath(import.meta.url))
if (!process.env.PRISMA_NATIVE_ENGINE && process.platform !== 'win32') {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(here, 'scripts', 'schema-engine.mjs')
}

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations', seed: 'node --import tsx prisma/seed.ts' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
