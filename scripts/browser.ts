import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'
import { chromium, type LaunchOptions } from '@playwright/test'
import { z } from 'zod'

const require = createRequire(import.meta.url)
const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const QUIET = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update']
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-sync', ...QUIET]

/**
 * Which Chromium the browser tests drive: CHROMIUM_PATH, Playwright's own download, the one that npm installed
 * (Linux x64), or one from the system, in this order.
 */
export async function findBrowser(): Promise<LaunchOptions> {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) return { executablePath: chosen, args: ARGS }
  if (fs.existsSync(chromium.executablePath())) return { args: ARGS }
  const fromNpm = await unpackNpmBrowser()
  if (fromNpm) return fromNpm
  const installed = SYSTEM_BROWSERS.find((file) => fs.existsSync(file))
  if (installed) return { executablePath: installed, args: ARGS }
  throw new Error('No browser found: run "npx playwright install chromium", or set CHROMIUM_PATH.')
}

/** Unpacks @sparticuz/chromium with its libraries and fonts. Its own arguments are made for Lambda: not used. */
async function unpackNpmBrowser(): Promise<LaunchOptions | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const main = require.resolve('@sparticuz/chromium')
  const root = main.slice(0, main.lastIndexOf(`${path.sep}build${path.sep}`))
  const manifest: unknown = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  const { version } = z.object({ version: z.string() }).parse(manifest)
  const dir = path.join(os.tmpdir(), `posthorn-chromium-${version}-${os.userInfo().uid}`)
  if (!fs.existsSync(dir)) await unpack(path.join(root, 'bin'), dir, createRequire(main))
  const libraries = [path.join(dir, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  const variables = { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: path.join(dir, 'fonts.conf') }
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  const env: Record<string, string> = { ...Object.fromEntries(inherited), ...variables }
  return { executablePath: path.join(dir, 'chromium'), args: ARGS, env }
}

/** Unpacks aside and renames, because two test runs may race for the folder. */
async function unpack(packed: string, dir: string, requireFromPackage: NodeJS.Require) {
  const tar: { extract: (into: string) => NodeJS.WritableStream } = requireFromPackage('tar-fs')
  const aside = fs.mkdtempSync(`${dir}-`)
  const open = (name: string) => fs.createReadStream(path.join(packed, name), { highWaterMark: 1 << 22 })
  const decompress = () => zlib.createBrotliDecompress({ chunkSize: 1 << 21 })
  const program = fs.createWriteStream(path.join(aside, 'chromium'), { mode: 0o755 })
  await pipeline(open('chromium.br'), decompress(), program)
  for (const name of ['swiftshader', 'fonts', 'al2023']) {
    await pipeline(open(`${name}.tar.br`), decompress(), tar.extract(aside))
  }
  const folders = `<dir>${dir}/fonts</dir><cachedir>${dir}/fonts-cache</cachedir>`
  const header = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
  fs.writeFileSync(path.join(aside, 'fonts.conf'), `${header}<fontconfig>${folders}</fontconfig>`)
  try {
    fs.renameSync(aside, dir)
  } catch {
    fs.rmSync(aside, { recursive: true, force: true })
  }
}
