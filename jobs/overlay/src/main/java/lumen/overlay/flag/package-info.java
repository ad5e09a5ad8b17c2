/**
 * Which overlays there are, for which requests, and for how many of them: the flags ({@link
 * lumen.overlay.flag.FlagSet}), their canonical text and its hash, and the bucket that a key falls
 * in.
 *
 * <p>Pure: what guards an overlay (breaker, gates) is not known here; no Flink, no file, no clock.
 */
package lumen.overlay.flag;
