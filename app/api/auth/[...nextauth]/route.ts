import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '#lib/auth/auth-options.ts'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

const handle = (request: NextRequest, context: RouteContext) => NextAuth(request, context, authOptions())

export { handle as GET, handle as POST }
