/**
 * Answers 503 where the database could not be reached or could not write: the page then says that
 * nothing is lost and to try again, instead of that we made a mistake.
 */
export function whenUnavailable<House extends object>(house: House, isUnavailable: (error: unknown) => boolean): House {
  const guarded = Object.entries(house).map(([name, member]) => [
    name,
    typeof member === 'function' ? guard(member) : member,
  ])
  return Object.fromEntries(guarded) as House

  function guard(ask: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
    return (...args) => {
      const answer = ask(...args)
      return answer instanceof Promise ? answer.catch(refuseOrThrow) : answer
    }
  }

  function refuseOrThrow(error: unknown): never {
    throw isUnavailable(error) ? new Response(null, { status: 503, headers: { 'retry-after': '5' } }) : error
  }
}
