import type { TestProject } from 'vitest/node'
import { startPosthorn } from './posthorn.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The running program that contract tests share; each test makes an instance of its own in it. */
    posthorn: { origin: string; apiToken: string; owner: { email: string; password: string } }
  }
}

/** Receivers of the contract tests listen on loopback, which the address guard refuses elsewhere. */
export default async function setUp(project: TestProject) {
  const posthorn = await startPosthorn()
  const { origin, apiToken, owner } = posthorn
  project.provide('posthorn', { origin, apiToken, owner })
  return posthorn.stop
}
