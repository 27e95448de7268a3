// Written by `npx tsx scripts/list-routes.ts` from the route files that exist; a test holds both equal.

import * as r110 from '../../ingest/api/v1/source/[source_id]/log/route.ts'
import * as r111 from '../../ingest/api/v1/source/[source_id]/route.ts'
import * as r112 from '../../ingest/api/v1/source/[source_id]/token/rotate/route.ts'
import * as r113 from '../../ingest/api/v1/source/route.ts'
import * as r0 from '../codat/companies/[companyId]/route.ts'
import * as r1 from '../codat/companies/route.ts'
import * as r2 from '../codat/webhooks/[webhookId]/route.ts'
import * as r3 from '../codat/webhooks/route.ts'
import * as r4 from '../health/ready/route.ts'
import * as r5 from '../health/route.ts'
import * as r6 from '../v1/app/[app_id]/activity/route.ts'
import * as r7 from '../v1/app/[app_id]/attempt/endpoint/[endpoint_id]/count/route.ts'
import * as r8 from '../v1/app/[app_id]/attempt/endpoint/[endpoint_id]/route.ts'
import * as r9 from '../v1/app/[app_id]/attempt/msg/[msg_id]/route.ts'
import * as r10 from '../v1/app/[app_id]/audit/route.ts'
import * as r12 from '../v1/app/[app_id]/bulk-change/route.ts'
import * as r11 from '../v1/app/[app_id]/bulk-change-preview/route.ts'
import * as r13 from '../v1/app/[app_id]/company/[company_id]/route.ts'
import * as r14 from '../v1/app/[app_id]/company/route.ts'
import * as r15 from '../v1/app/[app_id]/delivery/export/route.ts'
import * as r16 from '../v1/app/[app_id]/delivery/route.ts'
import * as r17 from '../v1/app/[app_id]/endpoint/[endpoint_id]/activity/route.ts'
import * as r18 from '../v1/app/[app_id]/endpoint/[endpoint_id]/bulk-replay/route.ts'
import * as r19 from '../v1/app/[app_id]/endpoint/[endpoint_id]/ca/route.ts'
import * as r20 from '../v1/app/[app_id]/endpoint/[endpoint_id]/cancel-msgs/route.ts'
import * as r21 from '../v1/app/[app_id]/endpoint/[endpoint_id]/headers/route.ts'
import * as r22 from '../v1/app/[app_id]/endpoint/[endpoint_id]/msg/route.ts'
import * as r23 from '../v1/app/[app_id]/endpoint/[endpoint_id]/msg/test-attempt/route.ts'
import * as r25 from '../v1/app/[app_id]/endpoint/[endpoint_id]/mtls/route.ts'
import * as r24 from '../v1/app/[app_id]/endpoint/[endpoint_id]/mtls-config/route.ts'
import * as r26 from '../v1/app/[app_id]/endpoint/[endpoint_id]/queue/route.ts'
import * as r27 from '../v1/app/[app_id]/endpoint/[endpoint_id]/rate-limit-status/route.ts'
import * as r28 from '../v1/app/[app_id]/endpoint/[endpoint_id]/recover/route.ts'
import * as r29 from '../v1/app/[app_id]/endpoint/[endpoint_id]/replay-missing/route.ts'
import * as r30 from '../v1/app/[app_id]/endpoint/[endpoint_id]/route.ts'
import * as r31 from '../v1/app/[app_id]/endpoint/[endpoint_id]/secret/rotate/route.ts'
import * as r32 from '../v1/app/[app_id]/endpoint/[endpoint_id]/secret/route.ts'
import * as r33 from '../v1/app/[app_id]/endpoint/[endpoint_id]/send-example/route.ts'
import * as r34 from '../v1/app/[app_id]/endpoint/[endpoint_id]/stats/route.ts'
import * as r35 from '../v1/app/[app_id]/endpoint/[endpoint_id]/task-preview/route.ts'
import * as r36 from '../v1/app/[app_id]/endpoint/[endpoint_id]/terms/route.ts'
import * as r37 from '../v1/app/[app_id]/endpoint/[endpoint_id]/test-connection/route.ts'
import * as r38 from '../v1/app/[app_id]/endpoint/[endpoint_id]/transformation/roll-back/route.ts'
import * as r39 from '../v1/app/[app_id]/endpoint/[endpoint_id]/transformation/route.ts'
import * as r40 from '../v1/app/[app_id]/endpoint/[endpoint_id]/transformation/simulate/route.ts'
import * as r41 from '../v1/app/[app_id]/endpoint/[endpoint_id]/transformation/try/route.ts'
import * as r42 from '../v1/app/[app_id]/endpoint/[endpoint_id]/transformation/version/route.ts'
import * as r43 from '../v1/app/[app_id]/endpoint/route.ts'
import * as r44 from '../v1/app/[app_id]/events/route.ts'
import * as r45 from '../v1/app/[app_id]/filter-preview/route.ts'
import * as r46 from '../v1/app/[app_id]/live/route.ts'
import * as r47 from '../v1/app/[app_id]/msg/[msg_id]/attempt/[attempt_id]/content/route.ts'
import * as r48 from '../v1/app/[app_id]/msg/[msg_id]/attempt/[attempt_id]/headers/route.ts'
import * as r49 from '../v1/app/[app_id]/msg/[msg_id]/attempt/[attempt_id]/route.ts'
import * as r50 from '../v1/app/[app_id]/msg/[msg_id]/content/route.ts'
import * as r51 from '../v1/app/[app_id]/msg/[msg_id]/endpoint/[endpoint_id]/resend/route.ts'
import * as r52 from '../v1/app/[app_id]/msg/[msg_id]/endpoint/[endpoint_id]/why-not/route.ts'
import * as r53 from '../v1/app/[app_id]/msg/[msg_id]/endpoint/route.ts'
import * as r54 from '../v1/app/[app_id]/msg/[msg_id]/raw/route.ts'
import * as r55 from '../v1/app/[app_id]/msg/[msg_id]/route.ts'
import * as r56 from '../v1/app/[app_id]/msg/[msg_id]/why-not/route.ts'
import * as r57 from '../v1/app/[app_id]/msg/bulk-expunge/route.ts'
import * as r58 from '../v1/app/[app_id]/msg/expunge-all-contents/route.ts'
import * as r59 from '../v1/app/[app_id]/msg/precheck/active/route.ts'
import * as r60 from '../v1/app/[app_id]/msg/route.ts'
import * as r61 from '../v1/app/[app_id]/msg/search/route.ts'
import * as r62 from '../v1/app/[app_id]/overview/route.ts'
import * as r63 from '../v1/app/[app_id]/portal-session/[session_id]/route.ts'
import * as r64 from '../v1/app/[app_id]/portal-session/route.ts'
import * as r65 from '../v1/app/[app_id]/rate-preview/route.ts'
import * as r66 from '../v1/app/[app_id]/route.ts'
import * as r67 from '../v1/app/[app_id]/signature-check/route.ts'
import * as r68 from '../v1/app/[app_id]/source/[source_id]/test/route.ts'
import * as r69 from '../v1/app/[app_id]/stats/attempts/route.ts'
import * as r70 from '../v1/app/[app_id]/stats/event-types/route.ts'
import * as r71 from '../v1/app/[app_id]/task/[task_id]/cancel/route.ts'
import * as r72 from '../v1/app/[app_id]/task/[task_id]/route.ts'
import * as r73 from '../v1/app/[app_id]/task/route.ts'
import * as r74 from '../v1/app/[app_id]/token/[token_id]/route.ts'
import * as r75 from '../v1/app/[app_id]/token/route.ts'
import * as r76 from '../v1/app/[app_id]/url-check/route.ts'
import * as r77 from '../v1/app/route.ts'
import * as r78 from '../v1/app/stats/count-active/route.ts'
import * as r79 from '../v1/audit/route.ts'
import * as r81 from '../v1/auth/app/[app_id]/expire-all/route.ts'
import * as r80 from '../v1/auth/app-portal-access/[app_id]/route.ts'
import * as r82 from '../v1/auth/logout/route.ts'
import * as r83 from '../v1/auth/one-time-token/route.ts'
import * as r84 from '../v1/auth/whoami/route.ts'
import * as r85 from '../v1/background-task/[task_id]/route.ts'
import * as r86 from '../v1/background-task/route.ts'
import * as r88 from '../v1/event-type/[event_type_name]/retry-schedule/route.ts'
import * as r89 from '../v1/event-type/[event_type_name]/route.ts'
import * as r90 from '../v1/event-type/export/openapi/route.ts'
import * as r91 from '../v1/event-type/import/openapi/route.ts'
import * as r92 from '../v1/event-type/route.ts'
import * as r87 from '../v1/event-type-preset/[preset]/route.ts'
import * as r93 from '../v1/health/route.ts'
import * as r94 from '../v1/invitation/[invitation_id]/route.ts'
import * as r95 from '../v1/invitation/route.ts'
import * as r96 from '../v1/operational-webhook/endpoint/[endpoint_id]/headers/route.ts'
import * as r97 from '../v1/operational-webhook/endpoint/[endpoint_id]/route.ts'
import * as r98 from '../v1/operational-webhook/endpoint/[endpoint_id]/secret/rotate/route.ts'
import * as r99 from '../v1/operational-webhook/endpoint/[endpoint_id]/secret/route.ts'
import * as r100 from '../v1/operational-webhook/endpoint/route.ts'
import * as r101 from '../v1/person/[person_id]/route.ts'
import * as r102 from '../v1/person/route.ts'
import * as r103 from '../v1/stats/app/[app_id]/attempt/route.ts'
import * as r104 from '../v1/stats/endpoint/count/route.ts'
import * as r105 from '../v1/stats/usage/app/route.ts'
import * as r106 from '../v1/stats/usage/event-types/route.ts'
import * as r107 from '../v1/system/route.ts'
import * as r108 from '../v1/token/[token_id]/route.ts'
import * as r109 from '../v1/token/route.ts'

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
  r30,
  r31,
  r32,
  r33,
  r34,
  r35,
  r36,
  r37,
  r38,
  r39,
  r40,
  r41,
  r42,
  r43,
  r44,
  r45,
  r46,
  r47,
  r48,
  r49,
  r50,
  r51,
  r52,
  r53,
  r54,
  r55,
  r56,
  r57,
  r58,
  r59,
  r60,
  r61,
  r62,
  r63,
  r64,
  r65,
  r66,
  r67,
  r68,
  r69,
  r70,
  r71,
  r72,
  r73,
  r74,
  r75,
  r76,
  r77,
  r78,
  r79,
  r80,
  r81,
  r82,
  r83,
  r84,
  r85,
  r86,
  r87,
  r88,
  r89,
  r90,
  r91,
  r92,
  r93,
  r94,
  r95,
  r96,
  r97,
  r98,
  r99,
  r100,
  r101,
  r102,
  r103,
  r104,
  r105,
  r106,
  r107,
  r108,
  r109,
  r110,
  r111,
  r112,
  r113,
]
