import { type Sandbox, TransformSandbox } from '#lib/engine/index.ts'

// Next keeps module state separate between bundles: one pool of threads per process lives on globalThis.
const shared: typeof globalThis & { posthornSandbox?: Sandbox } = globalThis

/** The sandbox of this process, started on first use. */
export function sharedSandbox(): Sandbox {
  shared.posthornSandbox ??= new TransformSandbox()
  return shared.posthornSandbox
}
