// Plain JavaScript on purpose: a worker thread that starts the same under tsx, `next start` and a bundler.
import { parentPort } from 'node:worker_threads'
import { newQuickJSWASMModuleFromVariant, newVariant, RELEASE_SYNC } from 'quickjs-emscripten'

const pages = (mebibytes) => mebibytes * 16
const fileName = 'transformation.js'
const cpuMs = 250
const outputLimit = 4 * 1024 * 1024
const consoleLines = 100
const consoleChars = 2000

// A maximum of the memory itself: typed arrays do not count towards the limit QuickJS keeps.
const memory = new WebAssembly.Memory({ initial: pages(16), maximum: pages(32) })
const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(RELEASE_SYNC, { wasmMemory: memory }))

/** Runs inside, before user code: takes what it needs of the built-ins while they are whole. */
const prelude = `(function (emit) {
  'use strict'
  const { parse, stringify } = JSON
  const text = (value) => {
    if (typeof value === 'string') return value
    if (value instanceof Error) return String(value)
    try { return stringify(value) ?? String(value) } catch { return String(value) }
  }
  const log = (...values) => { emit(values.map(text).join(' ')) }
  globalThis.console = { log, info: log, warn: log, error: log, debug: log }
  return function (input) {
    if (typeof handler !== 'function') throw new TypeError('The code defines no function named handler.')
    const output = handler(parse(input))
    if (output instanceof Promise) throw new TypeError('handler must return its result at once, not a promise.')
    return stringify(output)
  }
})`

/** A new runtime for every call, so that nothing a call leaves behind can be seen by another. */
function run({ code, input }) {
  const lines = []
  const runtime = quickjs.newRuntime()
  runtime.setMaxStackSize(64 * 1024)
  const deadline = performance.now() + cpuMs
  runtime.setInterruptHandler(() => performance.now() > deadline)
  const context = runtime.newContext()
  const outcome = evaluate(context, code, input, lines)
  try {
    context.dispose()
    runtime.dispose()
    return { outcome: { ...outcome, console: lines }, spent: false }
  } catch {
    return { outcome: { ...outcome, console: lines }, spent: true }
  }
}

function evaluate(context, code, input, lines) {
  const handles = []
  const keep = (result) => {
    handles.push(result.error ?? result.value)
    return result
  }
  try {
    const emit = context.newFunction('log', (line) => record(lines, context.getString(line)))
    handles.push(emit)
    const setup = keep(context.evalCode(prelude, 'prelude.js'))
    if (setup.error) return failure(context.dump(setup.error))
    const call = keep(context.callFunction(setup.value, context.undefined, emit))
    if (call.error) return failure(context.dump(call.error))
    const loaded = keep(context.evalCode(code, fileName))
    if (loaded.error) return failure(context.dump(loaded.error))
    const text = context.newString(input)
    handles.push(text)
    const result = keep(context.callFunction(call.value, context.undefined, text))
    if (result.error) return failure(context.dump(result.error))
    if (context.typeof(result.value) !== 'string') return { kind: 'value', json: null }
    const json = context.getString(result.value)
    if (json.length > outputLimit)
      return { kind: 'error', message: 'The result is larger than 4 MiB.', line: null, column: null }
    return { kind: 'value', json }
  } finally {
    for (const handle of handles.reverse()) handle.dispose()
  }
}

function record(lines, text) {
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
    parentPort.postMessage(run(job))
  } catch (error) {
    // The module is in an unknown state now: this thread is not used again.
    const fault = error instanceof Error ? error.message : String(error)
    parentPort.postMessage({ outcome: { kind: 'fatal', fault, console: [] }, spent: true })
  }
})

parentPort.postMessage('ready')
