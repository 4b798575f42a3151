import type { Database } from '../../database.ts'

/** Of a topic's requests so many of the newest are asked who leads them. */
const newest = 200

/** Who leads most of the newest requests of each service since a number; a service that nobody leads is left out. */
export async function topicOwners(
  database: Database,
  services: readonly string[],
  sinceNumber: string,
): Promise<ReadonlyMap<string, string>> {
  const result = await database.query<{ service: string; unit: string }>({
    name: 'city_topic_owners',
    text: `select asked.service, owner.unit from unnest($1::text[]) as asked (service), lateral (
        select lead_unit as unit from (
          select lead_unit from service_request
           where service_code = asked.service and number >= $2::bigint order by number desc limit ${newest}
        ) newest where lead_unit is not null
        group by lead_unit order by count(*) desc, lead_unit limit 1
      ) owner`,
    values: [services, sinceNumber],
  })
  return new Map(result.rows.map(({ service, unit }) => [service, unit]))
}
