// Written by `npx tsx scripts/list-routes.ts` from the route files that exist; a test holds both equal.

import * as r26 from '../../ingest/api/v1/source/[source_id]/log/route.ts'
import * as r27 from '../../ingest/api/v1/source/[source_id]/route.ts'
import * as r28 from '../../ingest/api/v1/source/[source_id]/token/rotate/route.ts'
import * as r29 from '../../ingest/api/v1/source/route.ts'
import * as r0 from '../health/route.ts'
import * as r1 from '../v1/app/[app_id]/attempt/endpoint/[endpoint_id]/count/route.ts'
import * as r2 from '../v1/app/[app_id]/attempt/endpoint/[endpoint_id]/route.ts'
import * as r3 from '../v1/app/[app_id]/attempt/msg/[msg_id]/route.ts'
import * as r4 from '../v1/app/[app_id]/endpoint/[endpoint_id]/headers/route.ts'
import * as r5 from '../v1/app/[app_id]/endpoint/[endpoint_id]/msg/route.ts'
import * as r6 from '../v1/app/[app_id]/endpoint/[endpoint_id]/route.ts'
import * as r7 from '../v1/app/[app_id]/endpoint/[endpoint_id]/secret/rotate/route.ts'
import * as r8 from '../v1/app/[app_id]/endpoint/[endpoint_id]/secret/route.ts'
import * as r9 from '../v1/app/[app_id]/endpoint/route.ts'
import * as r10 from '../v1/app/[app_id]/live/route.ts'
import * as r11 from '../v1/app/[app_id]/msg/[msg_id]/attempt/[attempt_id]/content/route.ts'
import * as r12 from '../v1/app/[app_id]/msg/[msg_id]/attempt/[attempt_id]/headers/route.ts'
import * as r13 from '../v1/app/[app_id]/msg/[msg_id]/attempt/[attempt_id]/route.ts'
import * as r14 from '../v1/app/[app_id]/msg/[msg_id]/content/route.ts'
import * as r15 from '../v1/app/[app_id]/msg/[msg_id]/endpoint/[endpoint_id]/resend/route.ts'
import * as r16 from '../v1/app/[app_id]/msg/[msg_id]/endpoint/route.ts'
import * as r17 from '../v1/app/[app_id]/msg/[msg_id]/raw/route.ts'
import * as r18 from '../v1/app/[app_id]/msg/[msg_id]/route.ts'
import * as r19 from '../v1/app/[app_id]/msg/route.ts'
import * as r20 from '../v1/app/[app_id]/route.ts'
import * as r21 from '../v1/app/route.ts'
import * as r22 from '../v1/app/stats/count-active/route.ts'
import * as r23 from '../v1/event-type/[event_type_name]/route.ts'
import * as r24 from '../v1/event-type/route.ts'
import * as r25 from '../v1/health/route.ts'

/** Every module with routes of the described API. */
export const ROUTE_MODULES: readonly object[] = [
  r0,
  r1,
  r2,
  r3,
  r4,
  r5,
  r6,
  r7,
  r8,
  r9,
  r10,
  r11,
  r12,
  r13,
  r14,
  r15,
  r16,
  r17,
  r18,
  r19,
  r20,
  r21,
  r22,
  r23,
  r24,
  r25,
  r26,
  r27,
  r28,
  r29,
]
