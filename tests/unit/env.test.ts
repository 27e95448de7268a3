import { describe, expect, test } from 'vitest'
import { EnvError, parseEnv } from '#lib/env.ts'

describe('the environment', () => {
  test('an empty environment gives a loopback server with the default retry schedule', () => {
    const env = parseEnv({})
    expect(env.HOST).toBe('127.0.0.1')
    expect(env.PORT).toBe(3000)
    expect(env.POSTHORN_RETRY_SCHEDULE).toEqual([0, 5, 300, 1800, 7200, 18_000, 36_000, 36_000])
  })

  test('empty text counts as unset', () => {
    expect(parseEnv({ PORT: '', POSTHORN_SECRET: '' }).PORT).toBe(3000)
  })

  test.each([
    ['PORT', '99999'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['POSTHORN_SECRET', 'short'],
    ['POSTHORN_API_TOKEN', 'short'],
    ['POSTHORN_RETENTION_DAYS', '1'],
    ['POSTHORN_RETRY_SCHEDULE', '5,soon'],
    ['POSTHORN_LOG_LEVEL', 'loud'],
  ])('a wrong %s stops the start and is named', (name, value) => {
    expect(() => parseEnv({ [name]: value })).toThrow(EnvError)
    expect(() => parseEnv({ [name]: value })).toThrow(new RegExp(name))
  })

  test('every wrong variable is named at once', () => {
    expect(() => parseEnv({ PORT: 'x', HOST: 'h', POSTHORN_SECRET: 'short' })).toThrow(/PORT.*POSTHORN_SECRET/)
  })

  test('the owner of the first start needs both an e-mail and a password', () => {
    expect(() => parseEnv({ POSTHORN_ADMIN_EMAIL: 'mara@example.com' })).toThrow(/POSTHORN_ADMIN_PASSWORD/)
  })

  test('the retry schedule is read in seconds', () => {
    expect(parseEnv({ POSTHORN_RETRY_SCHEDULE: '0, 1,2' }).POSTHORN_RETRY_SCHEDULE).toEqual([0, 1, 2])
  })
})
