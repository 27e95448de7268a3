/** A kind of source as the form offers it. The page gives the list: it is the server's table. */
export type SourcePreset = {
  readonly type: string
  readonly label: string
  readonly scheme: string
  readonly eventTypePath: string
}

/** Fields that a scheme asks for besides its name. */
export const SCHEME_FIELDS: Readonly<Record<string, readonly SchemeField[]>> = {
  svix: ['secret'],
  github: ['secret'],
  stripe: ['secret'],
  shopify: ['secret'],
  slack: ['secret'],
  'generic-hmac': ['secret', 'header', 'algorithm', 'encoding', 'prefix', 'idHeader'],
  'token-header': ['secret', 'header', 'prefix'],
  'basic-auth': ['username', 'password'],
  none: [],
}

export type SchemeField =
  | 'secret'
  | 'header'
  | 'algorithm'
  | 'encoding'
  | 'prefix'
  | 'idHeader'
  | 'username'
  | 'password'
