/** How people are counted, and what is told of numbers of them, for features that stand on activities. */
export { type BandSet, bandSets, paperLimits } from './attendance/counts';
export { type Told, toldNext, toldOf } from './attendance/disclosure';
