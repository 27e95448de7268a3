import { describe, expect, it } from 'vitest'
import type { Actor } from '#lib/domain/context.ts'
import { authorize, can, PERMISSIONS } from '#lib/domain/permissions.ts'
import type { Permission, Role } from '#lib/domain/roles.ts'

const VIEWER: readonly Permission[] = ['read', 'source:read', 'system:read']
const EVERYTHING: readonly Permission[] = [...PERMISSIONS.owner]
const OF_THE_INSTALLATION: readonly Permission[] = ['instance:create', 'people:read', 'people:write', 'system:read']

const actor = (role: Role, more: Partial<Actor> = {}) => ({
  actor: { kind: 'token', id: null, name: 'somebody', role, instanceId: null, capabilities: null, ...more } as const,
})
const allowed = (ctx: ReturnType<typeof actor>) => EVERYTHING.filter((permission) => can(ctx, permission))

describe('who may do what', () => {
  it('lets a viewer read, and neither change anything nor see a secret', () => {
    expect(allowed(actor('viewer'))).toEqual(VIEWER)
  })

  it('lets an admin do everything but change who may sign in', () => {
    expect(EVERYTHING.filter((permission) => !can(actor('admin'), permission))).toEqual(['people:write'])
  })

  it('lets an owner do everything', () => {
    expect(allowed(actor('owner'))).toHaveLength(19)
  })

  it('narrows portal access to its capabilities, which give nothing that the role has not', () => {
    const capabilities: ReadonlySet<Permission> = new Set(['read', 'consumer:write'])
    expect(allowed(actor('admin', { capabilities }))).toEqual(['read', 'consumer:write'])
    expect(allowed(actor('viewer', { capabilities }))).toEqual(['read'])
  })

  it('keeps a token of one instance from the installation, an owner too', () => {
    const ctx = actor('owner', { instanceId: '019abc' })
    expect(EVERYTHING.filter((permission) => !can(ctx, permission)).sort()).toEqual([...OF_THE_INSTALLATION].sort())
    expect(() => authorize(ctx, 'people:write')).toThrow('A token of one instance does not reach beyond it')
  })

  it('says which role was not enough', () => {
    expect(() => authorize(actor('viewer'), 'consumer:write')).toThrow('Your role (viewer) does not allow this')
  })
})
