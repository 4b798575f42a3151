import { printFault, type Fault } from './city/fault.ts'

/** A city pack that may not be used, with everything that is wrong in it. */
export class PackFaults extends Error {
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => printFault(fault, 'en')).join('\n'))
    this.name = 'PackFaults'
    this.faults = faults
  }
}
