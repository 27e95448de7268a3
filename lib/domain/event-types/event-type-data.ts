import { Prisma } from '#lib/db/generated/client.ts'

interface JsonParts {
  readonly schemas?: Prisma.InputJsonObject | null | undefined
  readonly example?: Prisma.InputJsonValue | null | undefined
  readonly featureFlags?: readonly string[] | null | undefined
}

/** Prisma's spelling of the parts that may be cleared: `undefined` leaves alone, `null` clears. */
export function eventTypeData({ schemas, example, featureFlags }: JsonParts) {
  return {
    ...(schemas === undefined ? {} : { schemas: schemas ?? Prisma.DbNull }),
    ...(example === undefined ? {} : { example: example ?? Prisma.DbNull }),
    ...(featureFlags === undefined ? {} : { featureFlags: [...(featureFlags ?? [])] }),
  }
}
