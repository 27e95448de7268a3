import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const program = `
  import { TransformSandbox } from '#lib/engine/transform-sandbox.ts'
  const sandbox = new TransformSandbox({ threads: 1 })
  const input = { method: 'POST', url: 'https://a.test/', body: '1', eventType: 'a', headers: {}, companyTags: [] }
  const result = await sandbox.run('function handler(w) { w.payload = 2; return w }', input)
  process.stdout.write(result.body)
`

it('a program run by tsx starts the sandbox, and ends by itself without closing it', async () => {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 })
  expect(stdout).toBe('2')
}, 20_000)
