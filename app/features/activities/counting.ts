/** How people are counted, and what is told of numbers of them, for features that stand on activities. */
export { type BandSet, bandSets, paperLimits } from './attendance/counts';
export { type Axes, type Memory, NOTHING_TOLD, type ToldNumbers, toldNext } from './attendance/disclosure';
