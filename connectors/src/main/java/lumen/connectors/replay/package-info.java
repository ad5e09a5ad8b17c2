/**
 * Recordings and logs as a source of the job: finds their parts, opens them (plain, gzip, zstd, xz,
 * Standard MIDI File), reads them line by line and paces them. {@link
 * lumen.connectors.replay.ReplaySource} is for Flink, {@link
 * lumen.connectors.replay.RecordingReader} for whoever reads without it.
 *
 * <p>What a line means and whether it is late is decided in {@link lumen.intake}. Knows no socket
 * and not {@code connectors.live}.
 */
package lumen.connectors.replay;
