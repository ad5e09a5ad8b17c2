package lumen.ctl.capacity;

/**
 * How late frames were, seconds. NaN where there was none.
 *
 * @param frames how many there were
 * @param late from when a frame could be made, by the settings, to when it was written; the median
 * @param lateP99 the same, 99 of 100
 * @param committed from a frame's step to when it could be read; the median
 * @param committedP99 the same, 99 of 100
 */
record FrameDelays(
    int frames, double late, double lateP99, double committed, double committedP99) {}
