import { afterAll, describe, expect, it } from 'vitest'
import type { TransformationInput } from '#lib/engine/index.ts'
import { TransformSandbox } from '#lib/engine/transform-sandbox.ts'

const sandbox = new TransformSandbox({ threads: 1 })
afterAll(() => sandbox.close())

const original = { id: 'evt_1', payload: { amount: 5 } }
const input: TransformationInput = {
  method: 'POST',
  url: 'https://receiver.test/hook',
  body: JSON.stringify(original),
  eventType: 'invoice.paid',
  headers: { 'X-Team': 'billing' },
  companyTags: ['region:us'],
}

/** The result with the payload read out of its body. */
async function run(code: string, changes: Partial<TransformationInput> = {}, inside = sandbox) {
  const given = { ...input, ...changes }
  const result = await inside.run(code, given)
  if (result.kind === 'error') return result
  const payload: unknown = JSON.parse(result.body ?? given.body)
  return { ...result, payload }
}

/** Runs a function body inside and gives back what it returned as `payload`. */
async function inside(body: string): Promise<unknown> {
  const result = await run(`function handler(webhook) { ${body} }`)
  return result.kind === 'transformed' ? result.payload : result
}

const stillWorks = async () =>
  expect(await run('function handler(webhook) { return webhook }')).toMatchObject({ kind: 'transformed' })

describe('a transformation', () => {
  it('gets the webhook and its company tags, and changes what is sent', async () => {
    const result = await run(`
      const handler = (webhook) => {
        console.log('tags', webhook.companyTags, webhook.cancel)
        webhook.payload.extra = webhook.eventType
        webhook.headers['X-More'] = 'yes'
        return { ...webhook, method: 'PUT', url: 'https://elsewhere.test/', eventType: 'x.y' }
      }`)
    expect(result).toEqual({
      kind: 'transformed',
      method: 'PUT',
      url: 'https://elsewhere.test/',
      body: JSON.stringify({ ...original, extra: 'invoice.paid' }),
      payload: { ...original, extra: 'invoice.paid' },
      eventType: 'x.y',
      headers: { 'X-Team': 'billing', 'X-More': 'yes' },
      cancel: false,
      console: ['tags ["region:us"] false'],
    })
  })

  it('can cancel, and keeps what it leaves out', async () => {
    const result = await run('function handler() { return { cancel: true } }')
    expect(result).toMatchObject({ kind: 'transformed', cancel: true, ...{ method: 'POST', url: input.url } })
    expect(result).toMatchObject({ headers: input.headers, body: null })
  })

  it.each([
    ['function handler() {}', 'handler must return an object, not undefined. Is a return missing?'],
    ['function handler() { return [1] }', 'handler must return an object, not an array. Is a return missing?'],
    ['function handler() { return "x" }', 'handler must return an object, not a string. Is a return missing?'],
    ['function handler() { return {} }', 'payload is missing from what handler returned.'],
    ['function handler(w) { w.method = "GET"; return w }', 'method must be POST or PUT, not "GET".'],
    ['function handler(w) { w.url = "file:///x"; return w }', 'url must be an http or https URL, not "file:///x".'],
    [
      'function handler(w) { w.url = "https://me:secret@receiver.test"; return w }',
      'url must not carry a user name or password: set a header instead.',
    ],
    ['function handler(w) { w.url += "?" + "x".repeat(65536); return w }', 'url must have at most 65536 characters.'],
    [
      'function handler(w) { for (let n = 0; n < 101; n++) w.headers["x-" + n] = "y"; return w }',
      'headers must be at most 100.',
    ],
    ['function handler(w) { w.payload = "x".repeat(2 * 1024 * 1024); return w }', 'The result is larger than 2 MiB.'],
    ['function handler(w) { w.cancel = 1; return w }', 'cancel must be true or false, not 1.'],
    ['function handler(w) { w.eventType = ""; return w }', 'eventType must be a text that is not empty.'],
    ['function handler(w) { w.headers = { a: 1 }; return w }', 'headers must be an object whose values are texts.'],
    ['const other = 1', 'TypeError: The code defines no function named handler.'],
    ['async function handler(w) { return w }', 'TypeError: handler must return its result at once, not a promise.'],
    ['function handler() { throw "no" }', 'Thrown: no'],
    ['function handler() { throw { code: 7 } }', 'Thrown: {"code":7}'],
  ])('%s is told what is wrong', async (code, message) => {
    expect(await run(code)).toMatchObject({ kind: 'error', message })
  })

  it('that throws is told message, line and column, with what it wrote before', async () => {
    const result = await run('function handler(webhook) {\n  console.warn("here")\n  return webhook.missing.field\n}')
    expect(result).toMatchObject({ kind: 'error', line: 3, console: ['here'] })
    expect(result).toMatchObject({ message: expect.stringContaining('TypeError'), column: expect.any(Number) })
  })

  it('that does not parse is told where', async () => {
    expect(await run('function handler(webhook) {\n  return {,}\n}')).toMatchObject({
      kind: 'error',
      line: 2,
      message: expect.stringContaining('SyntaxError'),
    })
  })

  it('may be 50 KiB long and no longer', async () => {
    const code = 'function handler(w) { return w }//'
    expect((await run(code.padEnd(50 * 1024, 'x'))).kind).toBe('transformed')
    expect(await run(code.padEnd(50 * 1024 + 1, 'x'))).toMatchObject({ message: 'The code is larger than 50 KiB.' })
  })

  it('writes at most a hundred lines to the console, each cut short', async () => {
    const result = await run(
      'function handler(w) { for (let i = 0; i < 500; i++) console.log("x".repeat(9999)); return w }',
    )
    expect(result.console).toHaveLength(101)
    expect(result.console[0]).toHaveLength(2000)
  })

  it('keeps keys such as __proto__ as data', async () => {
    const body = '{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}}}'
    expect(await run('function handler(w) { return w }', { body })).toMatchObject({ body: null })
    const changed = await run('function handler(w) { w.payload.y = 2; return w }', { body })
    expect(changed).toMatchObject({ body: `${body.slice(0, -1)},"y":2}` })
    expect(Reflect.get({}, 'admin')).toBeUndefined()
  })
})

describe('the payload', () => {
  it.each(['{ "z":1.0, "a":12345678901234567890,"u":"\\u00e9" }', '[1, 2]', '"text"', 'null'])(
    '%s counts as unchanged when it says the same, however it is written',
    async (body) => {
      expect(await run('function handler(w) { return w }', { body })).toMatchObject({ body: null })
      const rewritten = 'function handler(w) { w.payload = JSON.parse(JSON.stringify(w.payload)); return w }'
      expect(await run(rewritten, { body })).toMatchObject({ body: null })
    },
  )

  it('that is not JSON is an error', async () => {
    const result = await run('function handler(w) { return w }', { body: 'not json' })
    expect(result).toMatchObject({ kind: 'error', message: 'The body of the message is not JSON.' })
  })
})

describe('nothing is left behind', () => {
  it('by a call that used much memory, failed, or was interrupted', async () => {
    const look = 'function handler(w) { w.payload = [typeof left, Object.keys(globalThis).includes("left")]; return w }'
    const leave = [
      'globalThis.left = new Array(100000).fill("x"); function handler(w) { return w }',
      'var left = 1; function handler() { throw left }',
      'left = []; for (;;) left.push(new Uint8Array(1_000_000).fill(7))',
      'left = 1; for (;;) {}',
      'class left {}; Promise.resolve().then(() => { globalThis.late = 1 }); function handler(w) { return w }',
    ]
    for (const code of leave) {
      await run(code)
      expect(await run(look)).toMatchObject({ payload: ['undefined', false] })
    }
  })

  it('so that random numbers differ from call to call', async () => {
    const code = 'function handler(w) { w.payload = Math.random(); return w }'
    const numbers = await Promise.all(Array.from({ length: 20 }, () => run(code)))
    expect(new Set(numbers.map((result) => result.kind === 'transformed' && result.payload)).size).toBe(20)
  })

  it('by a call for the next one, not even by changed built-ins', async () => {
    const code = `
      globalThis.count = (globalThis.count ?? 0) + 1
      const before = [count, typeof Array.prototype.mine, JSON.stringify({ a: 1 })]
      Array.prototype.mine = 1
      JSON.stringify = () => '"mine"'
      Object.prototype.polluted = true
      function handler(w) { w.payload = before; return w }`
    for (let call = 0; call < 3; call++) {
      expect(await run(code)).toMatchObject({ payload: [1, 'undefined', '{"a":1}'] })
    }
  })
})

describe('the sandbox', () => {
  it('has no process, modules, network, timers or files', async () => {
    const names = [
      'process',
      'require',
      'module',
      'fetch',
      'XMLHttpRequest',
      'setTimeout',
      'WebAssembly',
      'Buffer',
      'std',
      'os',
    ]
    const types = await inside(`return { payload: ${JSON.stringify(names)}.map((name) => typeof globalThis[name]) }`)
    expect(types).toEqual(names.map(() => 'undefined'))
  })

  it.each([
    ['this.constructor.constructor("return typeof process")()'],
    ['(function(){}).constructor("return typeof process")()'],
    ['console.log.constructor("return typeof process")()'],
    ['console.log.constructor.constructor("return typeof globalThis.process")()'],
    ['webhook.constructor.constructor("return typeof process")()'],
    ['(0, eval)("typeof process")'],
    ['new Error().constructor.constructor("return typeof process")()'],
  ])('is not left through %s', async (expression) => {
    expect(await inside(`return { payload: ${expression} }`)).toBe('undefined')
  })

  it('cannot load a module', async () => {
    expect(await run('import fs from "fs"; function handler(w) { return w }')).toMatchObject({ kind: 'error' })
    expect(await inside('import("node:fs"); return webhook')).toEqual(original)
  })

  it.each([
    ['an endless loop', 'for (;;) {}'],
    ['an endless loop that catches everything', 'for (;;) { try { for (;;) {} } catch {} finally { continue } }'],
    ['a catastrophic pattern', '/^(a+)+$/.test("a".repeat(40) + "!")'],
    ['an endless getter of the result', 'return { get payload() { for (;;) {} } }'],
  ])('stops %s', async (_what, body) => {
    const began = performance.now()
    expect(await inside(body)).toMatchObject({
      kind: 'error',
      message: expect.stringMatching(/longer than 250 ms|stopped/),
    })
    expect(performance.now() - began).toBeLessThan(2500)
    await stillWorks()
  })

  it.each([
    ['arrays', 'const all = []; for (;;) all.push(new Array(10000).fill(1))'],
    ['text', 'let text = "x"; for (;;) text += text'],
    ['typed arrays', 'const all = []; for (;;) all.push(new Uint8Array(1_000_000).fill(1))'],
    ['one huge buffer', 'new ArrayBuffer(2 ** 31)'],
  ])('holds %s to 32 MiB', async (_what, body) => {
    const result = await inside(body)
    expect(result).toMatchObject({ kind: 'error' })
    await stillWorks()
  })

  it.each([
    ['recursion', 'const f = () => f() + 1; f()'],
    ['nested data', 'let a = []; for (let i = 0; i < 100000; i++) a = [a]; return { payload: a }'],
    ['nested source', 'eval("[".repeat(100000))'],
    ['a nested pattern', 'new RegExp("(".repeat(50000))'],
    ['a chain of proxies', 'let p = {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); p.x'],
  ])('survives %s without end', async (_what, body) => {
    expect(await inside(body)).toMatchObject({ kind: 'error' })
    await stillWorks()
  })

  it('ends built-ins that cannot be interrupted after a second, together with their thread', async () => {
    const began = performance.now()
    const result = await inside('Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)')
    expect(result).toMatchObject({ kind: 'error', message: 'The code was stopped after 1000 ms.' })
    expect(performance.now() - began).toBeLessThan(2500)
    await stillWorks()
  })

  it('serves other transformations in turn while one has many calls waiting', async () => {
    const order: string[] = []
    const note = (name: string) => () => order.push(name)
    const busy = Array.from({ length: 60 }, () => run('function handler(w) { return w } // busy').then(note('busy')))
    const other = run('function handler(w) { return w } // other').then(note('other'))
    await Promise.all([...busy, other])
    expect(order.indexOf('other')).toBeLessThan(10)
  })

  it('keeps a thread for the others while slow code waits on all that it may use', async () => {
    const two = new TransformSandbox({ threads: 2 })
    const endless = 'function handler() { for (;;) {} }'
    const quick = 'function handler(w) { w.payload = w.payload.n; return w }'
    for (let call = 0; call < 2; call++) await run(endless, {}, two)
    await run(quick, { body: '{"n":0}' }, two)
    let done = 0
    const slow = Array.from({ length: 12 }, () => run(endless, {}, two).then(() => done++))
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => run(quick, { body: `{"n":${n}}` }, two)))
    expect(done).toBeLessThan(slow.length)
    expect(answers.map((answer) => answer.kind === 'transformed' && answer.payload)).toEqual(answers.map((_, n) => n))
    await Promise.all(slow)
    await two.close()
  })

  it('runs what waited behind a call that was ended, and each answer belongs to its call', async () => {
    const stuck = 'function handler(w) { if (w.payload.n === 3) [].indexOf.call({ length: 2 ** 53 - 1 }, 1); return w }'
    const change = stuck.replace('return w', 'w.payload.n *= 2; return w')
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => run(change, { body: `{"n":${n}}` })))
    const values = answers.map((answer) => (answer.kind === 'transformed' ? answer.payload : answer.message))
    const expected = Array.from({ length: 12 }, (_, n) => ({ n: n * 2 }))
    expect(values).toEqual([...expected.slice(0, 3), 'The code was stopped after 1000 ms.', ...expected.slice(4)])
  })

  it('answers every call that waits when it is closed', async () => {
    const closing = new TransformSandbox({ threads: 1 })
    const results = Array.from({ length: 3 }, () => closing.run('function handler(w) { for (;;) {} }', input))
    await closing.close()
    for (const result of await Promise.all(results)) expect(result.kind).toBe('error')
  })
})
