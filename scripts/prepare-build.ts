import { spawn } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>
type Product = { inputs: string[]; stamp: string; proof: string; args: string[] }

const CLIENT: Product = {
  inputs: ['prisma/schema', 'package-lock.json'],
  stamp: 'lib/db/generated/.inputs',
  proof: 'lib/db/generated/client.ts',
  args: ['node_modules/prisma/build/index.js', 'generate'],
}

const WEB: Product = {
  inputs: [
    ...['app', 'components', 'lib', 'public', 'prisma/schema'],
    ...['next.config.js', 'proxy.ts', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json'],
  ],
  stamp: '.next/.inputs',
  proof: '.next/BUILD_ID',
  args: ['node_modules/next/dist/bin/next', 'build'],
}

/** Generates the Prisma client when it is missing or older than the schema files. */
export const prepareClient = (env: Environment, log: (line: string) => void) =>
  prepare(CLIENT, 'Generating the database client', env, log)

/** Builds the web app when it is missing or its sources changed since. */
export const prepareWeb = (env: Environment, log: (line: string) => void) =>
  prepare(WEB, 'Building the web app (once, and after each update; about a minute)', env, log)

async function prepare(product: Product, what: string, env: Environment, log: (line: string) => void) {
  const hash = hashOf(product.inputs)
  const isFresh =
    fs.existsSync(product.proof) && fs.existsSync(product.stamp) && fs.readFileSync(product.stamp, 'utf8') === hash
  if (isFresh) return
  log(`${what} …`)
  fs.rmSync(product.stamp, { force: true })
  await runQuietly(product.args, env)
  fs.writeFileSync(product.stamp, hash)
}

/** Contents and names of all files below the inputs; the generated client is a product, not an input. */
function hashOf(inputs: string[]): string {
  const hash = crypto.createHash('sha256')
  const files = inputs.flatMap((input) => {
    if (!fs.existsSync(input)) return []
    if (fs.statSync(input).isFile()) return [input]
    const names = fs.readdirSync(input, { recursive: true, encoding: 'utf8' })
    return names.map((name) => path.join(input, name))
  })
  const generated = path.join('lib', 'db', 'generated')
  for (const file of files.sort()) {
    if (file.startsWith(generated) || !fs.statSync(file).isFile()) continue
    hash.update(file).update('\0').update(fs.readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function runQuietly(args: string[], env: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env, NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk
      })
    }
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`"node ${args.join(' ')}" failed:\n${output.trim()}`))
    })
  })
}
