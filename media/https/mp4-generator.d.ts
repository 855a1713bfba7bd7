/** The writer of MP4 boxes inside of mux.js, which has no types: only what is used of it. */
declare module 'mux.js/cjs/mp4/mp4-generator.js' {
  type Sample = {
    duration: number;
    size: number;
    compositionTimeOffset: number;
    flags: {
      isLeading: number;
      dependsOn: number;
      isDependedOn: number;
      hasRedundancy: number;
      paddingValue: number;
      isNonSyncSample: number;
      degradationPriority: number;
    };
  };
  type Track = {
    type: 'video';
    id: number;
    width: number;
    height: number;
    profileIdc: number;
    profileCompatibility: number;
    levelIdc: number;
    sps: readonly Uint8Array[];
    pps: readonly Uint8Array[];
    baseMediaDecodeTime?: number;
    samples?: readonly Sample[];
  };
  const generator: {
    /** `ftyp` and `moov`; its time counts 90,000 ticks a second. */
    initSegment(tracks: readonly Track[]): Uint8Array;
    moof(sequenceNumber: number, tracks: readonly Track[]): Uint8Array;
    mdat(bytes: Uint8Array): Uint8Array;
  };
  export default generator;
}
