import { ROLES, type Role } from '#lib/queries/settings.ts'

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: 'changes everything, people too',
  admin: 'changes everything but people',
  viewer: 'changes nothing, sees no secret',
}

/** The roles as a choice, each with what it may do. */
export const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: value, detail: ROLE_WORDS[value] }))
