/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['pg', 'pino', '@node-rs/argon2', '@prisma/client', '@prisma/adapter-pg', 'quickjs-emscripten'],
}
