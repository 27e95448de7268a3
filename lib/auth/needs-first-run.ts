import 'server-only'
import { headers } from 'next/headers'
import { ensureOwner } from '#lib/domain/people/ensure-owner.ts'
import { requestContext } from './request-context.ts'

/** True until this installation has an owner; makes the one that the environment names. */
export async function needsFirstRun(): Promise<boolean> {
  return !(await ensureOwner(requestContext(await headers())))
}
