// Plain JavaScript on purpose: a worker thread that starts the same under tsx, `next start` and a bundler.
import { parentPort, receiveMessageOnPort } from 'node:worker_threads'
import { newQuickJSWASMModuleFromVariant, newVariant, RELEASE_SYNC } from 'quickjs-emscripten'

const pages = (mebibytes) => mebibytes * 16
const fileName = 'transformation.js'
const cpuMs = 250
/** A call of more ms than this lets what waits behind it go to other threads. */
const slowMs = 50
/** Twice what a message may have: it is held until the receiver answers, and kept with every attempt. */
const outputLimit = 2 * 1024 * 1024
const consoleLines = 100
const consoleChars = 2000

// A maximum of the memory itself: typed arrays do not count towards the limit QuickJS keeps.
const memory = new WebAssembly.Memory({ initial: pages(16), maximum: pages(32) })
const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(RELEASE_SYNC, { wasmMemory: memory }))

/** Runs inside, before user code: takes what it needs of the built-ins while they are whole. */
const prelude = `(function (emit, random) {
  'use strict'
  const { parse, stringify } = JSON
  const text = (value) => {
    if (typeof value === 'string') return value
    if (value instanceof Error) return String(value)
    try { return stringify(value) ?? String(value) } catch { return String(value) }
  }
  const log = (...values) => { emit(values.map(text).join(' ')) }
  globalThis.console = { log, info: log, warn: log, error: log, debug: log }
  Object.defineProperty(Math, 'random', { value: () => random(), writable: true, configurable: true })
  return function (input) {
    if (typeof handler !== 'function') throw new TypeError('The code defines no function named handler.')
    const output = handler(parse(input))
    if (output instanceof Promise) throw new TypeError('handler must return its result at once, not a promise.')
    return stringify(output)
  }
})`

let deadline = Number.POSITIVE_INFINITY
let lines = []
const runtime = quickjs.newRuntime()
runtime.setMaxStackSize(64 * 1024)
runtime.setInterruptHandler(() => performance.now() > deadline)
const context = runtime.newContext()
const setUp = context.unwrapResult(context.evalCode(prelude, 'prelude.js'))
const emit = context.newFunction('log', (line) => record(context.getString(line)))
// QuickJS seeds its own once a context: every call would see the same numbers.
const random = context.newFunction('random', () => context.newNumber(Math.random()))
const callHandler = context.unwrapResult(context.callFunction(setUp, context.undefined, emit, random))
const restore = keepMemory()

/**
 * Keeps a copy of the memory as it is now, and gives back what writes it back: no trace of a call is left for the
 * next. Left out are the bytes that no call at rest owns: the untouched middle of the C stack, and what is above the heap.
 */
function keepMemory() {
  const page = 4096
  const zeros = Buffer.alloc(page)
  const all = Buffer.from(memory.buffer)
  const isZero = (n) => all.subarray(n * page, (n + 1) * page).equals(zeros)
  let last = all.length / page - 1
  while (last > 0 && isZero(last)) last--
  let [from, to] = [0, 0]
  for (let n = 0, start = 0; n <= last; n++) {
    if (!isZero(n)) start = n + 1
    else if (n + 1 - start > to - from) [from, to] = [start, n + 1]
  }
  // Variables that are still zero may follow what is not: a margin of 64 KiB before the gap, 256 KiB after the heap.
  const parts = [all.subarray(0, from * page + 65_536), all.subarray(to * page, last * page + 262_144)]
  const kept = parts.map((part) => ({ at: part.byteOffset, bytes: Uint8Array.from(part) }))
  return () => {
    for (const { at, bytes } of kept) new Uint8Array(memory.buffer, at, bytes.length).set(bytes)
  }
}

/** One call, in a runtime that is as good as new. */
function run({ code, input, body }) {
  const began = performance.now()
  lines = []
  deadline = began + cpuMs
  const original = readJson(body)
  const outcome = original === undefined ? bodyIsNotJson : evaluate(code, `${input.slice(0, -1)},"payload":${body}}`)
  restore()
  const ms = performance.now() - began
  return { ms, outcome: { ...(outcome.kind === 'value' ? take(outcome.json, original) : outcome), console: lines } }
}

const bodyIsNotJson = { kind: 'error', message: 'The body of the message is not JSON.', line: null, column: null }

function readJson(body) {
  try {
    return JSON.stringify(JSON.parse(body))
  } catch {
    return undefined
  }
}

/** Handles are not disposed of: `restore` forgets them all at once. */
function evaluate(code, input) {
  const loaded = context.evalCode(code, fileName)
  if (loaded.error) return failure(context.dump(loaded.error))
  const result = context.callFunction(callHandler, context.undefined, context.newString(input))
  if (result.error) return failure(context.dump(result.error))
  if (context.typeof(result.value) !== 'string') return { kind: 'value', json: null }
  const json = context.getString(result.value)
  if (json.length <= outputLimit) return { kind: 'value', json }
  return { kind: 'error', message: 'The result is larger than 2 MiB.', line: null, column: null }
}

/** Takes the payload out of what was returned, as text; `null` when it is what it was. */
function take(json, original) {
  const value = json === null ? null : JSON.parse(json)
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'payload')) return { kind: 'value', json }
  const { payload, ...rest } = value
  const text = JSON.stringify(payload)
  return { kind: 'value', json: JSON.stringify(rest), payload: text === original ? null : text }
}

function record(text) {
  if (lines.length < consoleLines) lines.push(text.slice(0, consoleChars))
  else if (lines.length === consoleLines) lines.push(`… more than ${consoleLines} lines`)
}

function failure(thrown) {
  if (typeof thrown !== 'object' || thrown === null) {
    return { kind: 'error', message: `Thrown: ${String(thrown).slice(0, 1000)}`, line: null, column: null }
  }
  const { name, message, stack } = thrown
  const [, line, column] = /transformation\.js:(\d+)(?::(\d+))?/.exec(String(stack ?? '')) ?? []
  return {
    kind: 'error',
    message: explain(name, message, thrown).slice(0, 1000),
    line: line === undefined ? null : Number(line),
    column: column === undefined ? null : Number(column),
  }
}

function explain(name, message, thrown) {
  if (name === 'InternalError' && message === 'interrupted') return `The code ran longer than ${cpuMs} ms.`
  if (name === 'InternalError' && message === 'out of memory') return 'The code used more than 32 MiB of memory.'
  if (name === 'InternalError' && message === 'stack overflow') return 'The code calls itself too deeply.'
  if (typeof message !== 'string') return `Thrown: ${JSON.stringify(thrown)}`
  return typeof name === 'string' ? `${name}: ${message}` : message
}

parentPort.on('message', (job) => {
  try {
    const answer = run(job)
    parentPort.postMessage(answer)
    if (answer.ms <= slowMs) return
    while (receiveMessageOnPort(parentPort)) parentPort.postMessage({ ms: 0, outcome: { kind: 'unstarted' } })
  } catch (error) {
    // The module is in an unknown state now: this thread is not used again.
    const fault = error instanceof Error ? error.message : String(error)
    parentPort.postMessage({ ms: 0, outcome: { kind: 'fatal', fault, console: lines } })
  }
})

// The first call compiles WebAssembly, and this thread waits for the end of that before it turns to its messages: no
// user's clock runs until then.
run({ code: 'function handler(webhook) { console.log(1); return webhook }', input: '{"url":""}', body: '{}' })
setImmediate(() => parentPort.postMessage('ready'))
