/** Milliseconds of the system's monotonic clock, which all processes of this machine share. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;
