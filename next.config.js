const SANDBOX = [
  './lib/engine/transform-sandbox-worker.mjs',
  './node_modules/quickjs-emscripten/**',
  './node_modules/quickjs-emscripten-core/**',
  './node_modules/@jitl/**', // quickjs-emscripten imports every variant of these.
]

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` type-checks; a first start should not.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'pg',
    'pino',
    '@node-rs/argon2',
    '@prisma/client',
    '@prisma/adapter-pg',
    'quickjs-emscripten',
    'undici',
  ],
  // Loaded by path in a thread of its own, so tracing does not see it. A host that ships traced files only needs it.
  outputFileTracingIncludes: {
    '/api/**': SANDBOX,
    '/*/consumers/**': SANDBOX,
  },
}
