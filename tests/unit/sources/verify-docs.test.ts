import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Webhook } from 'svix'
import { afterAll, describe, expect, it } from 'vitest'
import { fillIn, type Snippet } from '#components/verify/snippet.ts'
import { SNIPPETS } from '#components/verify/snippets.ts'
import { findFreePort } from '#scripts/ports.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const doc = fs.readFileSync(path.join(root, 'docs/verify.md'), 'utf8')
// Inside the project, so that the printed imports resolve as they would for a reader.
const dir = fs.mkdtempSync(path.join(root, 'node_modules/.verify-docs-'))
const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) child.kill()
  fs.rmSync(dir, { recursive: true, force: true })
})

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const BODY = '{"n": 1.50, "text":"é"}'

/** Writes a printed program, as it is printed, to a file of the given name. */
function printed(mark: string, file: string): string {
  const code = new RegExp(`\`\`\`\\w+ ${mark}\\n([\\s\\S]*?)\`\`\``).exec(doc)?.[1]
  if (code === undefined) throw new Error(`docs/verify.md has no ${mark} example`)
  const target = path.join(dir, file)
  fs.writeFileSync(target, code)
  return target
}

function signed(body = BODY, age = 0): Record<string, string> {
  const at = new Date(Date.now() - age * 1000)
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = new Webhook(SECRET).sign('msg_1', at, body)
  return {
    'content-type': 'application/json',
    'webhook-id': 'msg_1',
    'webhook-timestamp': timestamp,
    'webhook-signature': signature,
  }
}

const CASES: readonly (readonly [title: string, body: string, headers: Record<string, string>, accepted: boolean])[] = [
  ['the exact bytes', BODY, signed(), true],
  [
    'a second signature of another secret',
    BODY,
    { ...signed(), 'webhook-signature': `v1,AAAA ${signed()['webhook-signature']}` },
    true,
  ],
  ['a re-serialised body', JSON.stringify(JSON.parse(BODY)), signed(), false],
  ['a time of six minutes ago', BODY, signed(BODY, 360), false],
  ['no signature', BODY, { 'content-type': 'application/json' }, false],
]

/** Starts a printed program and resolves to its address once it answers. */
async function serve(file: string): Promise<string> {
  const port = await findFreePort()
  const child = spawn(process.execPath, [file], { env: { ...process.env, WEBHOOK_SECRET: SECRET, PORT: String(port) } })
  started.push(child)
  let failed = ''
  child.stderr.on('data', (chunk: Buffer) => (failed += chunk.toString()))
  const url = `http://127.0.0.1:${port}/webhooks`
  while (child.exitCode === null) {
    const answer = await fetch(url, { method: 'POST', body: '{}' }).catch(() => null)
    if (answer !== null) return url
  }
  throw new Error(failed)
}

describe.each(['node', 'express', 'fastify'])('the printed %s receiver', (mark) => {
  it('accepts what is genuine and refuses what is not', { timeout: 30_000 }, async () => {
    const url = await serve(printed(mark, `${mark}.mjs`))
    for (const [title, body, headers, accepted] of CASES) {
      const answer = await fetch(url, { method: 'POST', body, headers })
      expect(answer.status, title).toBe(accepted ? 204 : 400)
    }
  })
})

describe('the other printed JavaScript', () => {
  it.each(CASES)('of the Next.js route judges %s rightly', async (_title, body, headers, accepted) => {
    process.env.WEBHOOK_SECRET = SECRET
    const { POST } = await import(printed('next', 'route.ts'))
    const answer: Response = await POST(new Request('https://example.test/', { method: 'POST', body, headers }))
    expect(answer.status).toBe(accepted ? 204 : 400)
  })

  it.each(CASES)('without a library judges %s rightly', async (_title, body, headers, accepted) => {
    const { verify } = await import(printed('plain', 'plain.mjs'))
    expect(verify(SECRET, headers, Buffer.from(body))).toBe(accepted)
  })
})

describe('the Verify tab', () => {
  const section = ({ id, label, fence, install, note, code }: Snippet) =>
    [`## ${label}`, ...(install === '' ? [] : [`\`${install}\``]), note, `\`\`\`${fence} ${id}\n${code}\`\`\`\n`].join(
      '\n\n',
    )

  it('shows exactly what docs/verify.md prints', () => {
    expect(doc.slice(doc.indexOf('## '))).toBe(SNIPPETS.map(section).join('\n'))
  })

  it('fills in the path of the consumer’s own URL', () => {
    const [next, , express] = SNIPPETS
    if (next === undefined || express === undefined) throw new Error('no snippets')
    expect(fillIn(express, 'https://example.com/hooks/codat/').code).toContain("app.post('/hooks/codat',")
    expect(fillIn(next, 'https://example.com/hooks').note).toContain('`app/hooks/route.ts`')
  })

  it.each(['https://example.com/', "https://example.com/a'b", 'https://example.com/:id', 'none'])(
    'keeps the printed path where that of %s would not fit into code',
    (url) => {
      for (const snippet of SNIPPETS) expect(fillIn(snippet, url)).toEqual(snippet)
    },
  )
})

it('the printed shell lines give the signature of the published vector', () => {
  const script = printed('openssl', 'verify.sh')
  fs.writeFileSync(path.join(dir, 'body.json'), '{"test": 2432232314}')
  const env = { ...process.env, WEBHOOK_SECRET: SECRET, id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330' }
  const output = execFileSync('sh', [script], { cwd: dir, env }).toString().trim()
  expect(output).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})
