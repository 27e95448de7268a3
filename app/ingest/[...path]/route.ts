import { answerNothing } from '#lib/api/next.ts'

export const { GET, POST, PUT, PATCH, DELETE } = answerNothing
